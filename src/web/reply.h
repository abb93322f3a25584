// The answers pages give: a page, another place, JSON, bytes; and acts that happen only once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/json.h"
#include "office/keys.h"
#include "web/shell.h"
#include "web/site.h"
#include "web/visit.h"

namespace kentongan::web {

template <class View>
net::Response page_of(const Site& site, const Visit& visit, const View& view, int status = 200) {
    return {.status = status,
            .body = net::Text{site.look.templates().render(view, visit.language)}};
}
net::Response see_other(const std::string& path);
net::Response json_of(const Json&, int status = 200);
/// A stored file, for who may see it: the browser keeps it and asks each time whether it still may.
net::Response stored_file(std::string path, const std::string& hash, std::string type);
/// Says what the answer is called when it is kept; "inline" or "attachment".
void call_it(net::Response&, std::string_view how, const std::string& name);

/// What programs get instead of a page that says what went wrong.
net::Response api_error(const Words&, Language, int status, const std::vector<Issue>&);

/// The status an error is answered with.
int status_of(Kind);
/// The same for a page that may be seen and only this act may not be done.
int status_of_refusal(Kind);

/// The address with words for the next page's toast: a key of the catalogue and what fills it,
/// signed, so that nobody can put words into our mouth by a link.
std::string with_toast(const Visit&, const std::string& path, const std::string& key,
                       const std::vector<std::string>& with = {});
std::optional<Toast> toast_of(const Site&, const Visit&);

/// Runs the act in one transaction under the form's `kunci`; the answer is where to go next. The
/// same form sent again goes to the same place, and nothing happens twice.
using Act = std::function<Result<std::string>(store::Tx&)>;
Result<net::Response> act_once(const Site&, const Visit&, const Act&);
/// The same for people without an account: the form's key is all that names them.
Result<net::Response> act_once_public(const Site&, const Visit&, OfficeId, const Act&);

}  // namespace kentongan::web
