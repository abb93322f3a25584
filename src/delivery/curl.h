// A handle of libcurl that cleans up after itself. Only delivery's own .cc files include this.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

namespace kentongan::delivery {

class Curl {
  public:
    /// Sane for every use: no signals, no proxy from the environment, a bound on connecting.
    Curl();
    explicit operator bool() const { return handle_ != nullptr; }
    template <class T>
    void set(CURLoption option, T value) const {
        curl_easy_setopt(handle_.get(), option, value);
    }
    CURLcode perform() const { return curl_easy_perform(handle_.get()); }
    CURL* get() const { return handle_.get(); }

  private:
    struct Close {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    std::unique_ptr<CURL, Close> handle_;
};

class CurlList {
  public:
    CurlList() = default;
    ~CurlList() { curl_slist_free_all(list_); }
    CurlList(const CurlList&) = delete;
    CurlList& operator=(const CurlList&) = delete;
    void add(const std::string& text) { list_ = curl_slist_append(list_, text.c_str()); }
    curl_slist* list() const { return list_; }

  private:
    curl_slist* list_ = nullptr;
};

}  // namespace kentongan::delivery
