// One authorised call and what came back, as the clients of the services read it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/json.h"
#include "delivery/clients.h"

namespace kentongan::delivery {

/// A step's result, or the outcome that ends the attempt.
template <class T>
using Step = std::variant<T, Outcome>;

/// What came back, read once.
struct Heard {
    HttpReply reply;
    JsonObject json = {};  // empty when the body is no object
    bool ok() const { return reply.status >= 200 && reply.status < 300; }
    std::string header(const std::string& name) const;
    /// "error.code" of a nested object, as text.
    std::string text(std::string_view path) const;
    std::int64_t number(std::string_view path) const;
    /// The objects of the array under `key`.
    std::vector<JsonObject> objects(std::string_view path) const;
};

enum class Letting { bearer, basic, oauth };

/// Sends with the account's token; refused with 401 it asks once for another token.
class Call {
  public:
    Call(const Reach& reach, Letting letting) : reach_(reach), letting_(letting) {}
    /// An outcome instead: there is no token, or a person must connect again.
    Step<Heard> send(HttpRequest) const;
    Step<Heard> get(const std::string& url) const;
    Step<Heard> post(const std::string& url, const JsonObject& body) const;

  private:
    const Reach& reach_;
    Letting letting_;
};

/// Nothing was made and nothing was read: what a failed preparation means for the errand.
Outcome as_preparation(const Outcome&);

std::string basic_authorization(const std::string& user, const std::string& password);

std::string url_encoded(std::string_view);
using Fields = std::vector<std::pair<std::string, std::string>>;
/// "a=1&b=2"
std::string query_of(const Fields&);

struct FormPart {
    std::string name, bytes;
    std::string file = {}, type = {};  // both for a file
};
/// A multipart body; its boundary is in `type`.
struct Multipart {
    std::string type, bytes;
};
Multipart multipart_of(const std::vector<FormPart>&);

/// The approved bytes of one file, whole or a part; refuses what is not what was approved.
Result<std::string> bytes_of(const Post::Picture&);
Result<std::string> bytes_of(const Post::Picture&, std::size_t from, std::size_t most);

/// The ticket as an object, whatever stands in it.
JsonObject ticket_of(const Post&);
std::string ticket_text(const JsonObject&);

/// Blanks made one, ends cut: how two copies of a text are compared.
std::string plain_line(std::string_view);

}  // namespace kentongan::delivery
