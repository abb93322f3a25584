// Starts libcurl once for the program and sets what every handle needs.
#include "delivery/curl.h"

namespace kentongan::delivery {
namespace {

constexpr long connect_ms = 15'000;

}  // namespace

Curl::Curl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) return;
    handle_.reset(curl_easy_init());
    if (!handle_) return;
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
}

}  // namespace kentongan::delivery
