// The office's own website: articles as they were approved.
#pragma once

#include <string>
#include <vector>

#include "delivery/channel.h"
#include "files/vault.h"
#include "office/people.h"

namespace kentongan::office {

struct Article {
    ArticleId id;
    OfficeId office;
    std::string slug, title, summary, html, content_hash;
    std::vector<delivery::Post::Picture> pictures = {};
    Instant published_at;
    std::optional<Instant> corrected_at = {}, withdrawn_at = {};
};

/// What citizens read of an article after it went out.
struct ArticleNote {
    enum class Is { correction, withdrawal } is = Is::correction;
    std::string words, shown;  // the office that says so
    Instant at;
};

/// Publishing on our own website is one insert, keyed by `once`: it cannot happen twice.
class Website final : public delivery::Channel {
  public:
    Website(store::Db& db, std::string public_address, Clock clock)
        : db_(db), public_address_(std::move(public_address)), clock_(std::move(clock)) {}
    delivery::Outcome publish(const delivery::Post&) override;
    delivery::Sight look(const delivery::Post&) override;

    static Result<std::vector<Article>> newest(store::Tx&, OfficeId, ArticleId before, int most);
    static Result<std::optional<Article>> by_slug(store::Tx&, OfficeId, const std::string& slug);
    /// Those in which every word stands, newest first. Withdrawn ones are not found.
    static Result<std::vector<Article>> search(store::Tx&, OfficeId, const std::string& words,
                                               int most);

    /// Says under the article what was wrong and is right. The text that was approved stays.
    static Result<void> correct(store::Tx&, const Who&, ArticleId, const std::string& words,
                                Instant now);
    /// Takes it off the portal; its address stays and says why. Again is no failure, and false.
    static Result<bool> withdraw(store::Tx&, const Who&, ArticleId, const std::string& reason,
                                 Instant now);
    static Result<std::vector<ArticleNote>> notes(store::Tx&, OfficeId, ArticleId);

  private:
    store::Db& db_;
    std::string public_address_;
    Clock clock_;
};

}  // namespace kentongan::office
