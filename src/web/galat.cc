// Fills the error page.
#include "web/galat.h"

namespace kentongan::web {

ErrorView error_view(const Words& words, Language language, int status,
                     const std::vector<Issue>& issues, std::string_view request_id,
                     const std::string& back) {
    auto key = cat("refused.", status);
    if (!words.knows(cat(key, ".title"))) key = status < 500 ? "refused.400" : "refused.500";
    ErrorView view;
    view.title = words.say(language, cat(key, ".title"));
    view.number = request_id;
    for (const Issue& issue : issues) view.sentences.push_back(words.say(language, issue));
    if (issues.empty()) view.sentences.push_back(words.say(language, cat(key, ".words")));
    view.back = {back.empty() ? "/" : back,
                 words.say(language, back.empty() ? "refused.home" : "refused.back")};
    return view;
}

}  // namespace kentongan::web
