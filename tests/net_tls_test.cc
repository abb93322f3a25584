// The edge over TLS: with a certificate made here, and none of what is out of date.
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "net_client.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

/// Writes a fresh key and a certificate for it that names itself as issuer.
void make_certificate(const std::string& certificate_path, const std::string& key_path) {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    const auto* host = reinterpret_cast<const unsigned char*>("localhost");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, host, -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    CHECK(X509_sign(certificate, key, EVP_sha256()) > 0);
    FILE* file = ::fopen(certificate_path.c_str(), "w");
    CHECK(PEM_write_X509(file, certificate) == 1);
    ::fclose(file);
    file = ::fopen(key_path.c_str(), "w");
    CHECK(PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    ::fclose(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

/// Speaks TLS over a plain client's socket.
class SecretClient {
  public:
    using Setting = std::function<void(SSL_CTX*)>;
    explicit SecretClient(
        int port, const Setting& setting = [](SSL_CTX*) {})
        : client_(port) {
        context_ = SSL_CTX_new(TLS_client_method());
        setting(context_);
        ssl_ = SSL_new(context_);
        SSL_set_fd(ssl_, client_.socket());
        connected_ = SSL_connect(ssl_) == 1;
    }
    ~SecretClient() {
        ERR_clear_error();
        SSL_free(ssl_);
        SSL_CTX_free(context_);
    }
    SecretClient(const SecretClient&) = delete;
    SecretClient& operator=(const SecretClient&) = delete;

    bool connected() const { return connected_; }
    SSL* ssl() { return ssl_; }
    void send(std::string_view bytes) {
        CHECK(SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0);
    }
    std::string read_until(const std::string& mark) {
        std::string got;
        char byte = 0;
        while (!got.ends_with(mark) && SSL_read(ssl_, &byte, 1) == 1) got.push_back(byte);
        return got;
    }
    std::string read_count(std::size_t count) {
        std::string got(count, '\0');
        std::size_t have = 0;
        while (have < count) {
            const int n = SSL_read(ssl_, got.data() + have, static_cast<int>(count - have));
            if (n <= 0) break;
            have += static_cast<std::size_t>(n);
        }
        got.resize(have);
        return got;
    }

  private:
    Client client_;
    SSL_CTX* context_;
    SSL* ssl_;
    bool connected_ = false;
};

struct Secured {
    Folder folder;
    Pages pages;
    net::ServerOptions options;
    Secured() {
        make_certificate(folder / "cert", folder / "key");
        options.certificate = folder / "cert";
        options.private_key = folder / "key";
        options.header_time = 2s;
        options.linger = 50ms;
    }
};

TEST_CASE("requests, bodies, uploads, files and events go over TLS") {
    Secured secured;
    const std::string large(1'000'000, 'd');
    put_file(secured.folder / "f", large);
    auto& pages = secured.pages.pages;
    pages["/"] = [](const net::Request& request) { return text(request.secure ? "safe" : "no"); };
    pages["/f"] = [&](const net::Request&) {
        return net::Response{.body = net::File{secured.folder / "f", "e"}};
    };
    pages["/up"] = [](const net::Request& request) { return text(cat(request.upload->bytes)); };
    pages["/events"] = [](const net::Request&) { return net::Response{.body = net::Events{"t"}}; };
    secured.pages.door = [&](const net::Head& head) {
        return head.path == "/up"
                   ? net::Admission{net::BodyKind::upload, 2'000'000, secured.folder.path()}
                   : net::Admission{};
    };
    Edge edge(secured.pages, secured.options);
    SecretClient client(edge.port());
    REQUIRE(client.connected());
    const std::string head = " HTTP/1.1\r\nHost: kantor.example\r\n";
    for (int i = 0; i < 3; ++i) {
        client.send(cat("GET /", head, "\r\n"));
        client.read_until("\r\n\r\n");
        CHECK(client.read_count(4) == "safe");
    }
    client.send(cat("GET /f", head, "\r\n"));
    client.read_until("\r\n\r\n");
    CHECK(client.read_count(large.size()) == large);
    client.send(cat("POST /up", head, "Content-Length: 1000000\r\nExpect: 100-continue\r\n\r\n"));
    CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send(large);
    client.read_until("\r\n\r\n");
    CHECK(client.read_count(7) == "1000000");
    client.send(cat("GET /events", head, "\r\n"));
    client.read_until("\r\n\r\n");
    edge->publish("t", "halo");
    CHECK(client.read_until("\n\n") == "data: halo\n\n");
    edge->stop();
    CHECK(client.read_until("\n\n") == "");
}

TEST_CASE("old protocols and weak ciphers find nobody to talk to") {
    Secured secured;
    Edge edge(secured.pages, secured.options);
    const auto talks = [&](const SecretClient::Setting& setting) {
        return SecretClient(edge.port(), setting).connected();
    };
    CHECK(talks([](SSL_CTX* context) { SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION); }));
    CHECK_FALSE(talks([](SSL_CTX* context) {
        SSL_CTX_set_security_level(context, 0);
        SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION);
    }));
    CHECK_FALSE(talks([](SSL_CTX* context) {
        SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
        SSL_CTX_set_cipher_list(context, "ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES256-SHA");
    }));
    const auto offer = [](const char* protocols) {
        return [protocols](SSL_CTX* context) {
            SSL_CTX_set_alpn_protos(context, reinterpret_cast<const unsigned char*>(protocols),
                                    static_cast<unsigned>(std::string_view(protocols).size()));
        };
    };
    CHECK_FALSE(talks(offer("\x02h2")));
    SecretClient both(edge.port(), offer("\x02h2\x08http/1.1"));
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(both.ssl(), &chosen, &size);
    CHECK(std::string_view(reinterpret_cast<const char*>(chosen), size) == "http/1.1");
}

TEST_CASE("plain bytes, silence and refusals on a TLS port end well") {
    Secured secured;
    secured.options.header_time = 100ms;
    Edge edge(secured.pages, secured.options);
    Client plain(edge.port());
    plain.get("/");
    CHECK(plain.read_to_end().find("HTTP") == std::string::npos);
    CHECK(Client(edge.port()).closed());
    SecretClient slow(edge.port());
    slow.send("GET /");
    CHECK(slow.read_until("\r\n") == "HTTP/1.1 408 Request Timeout\r\n");
    SecretClient wrong(edge.port());
    wrong.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 500000\r\n\r\n");
    CHECK(wrong.read_until("\r\n") == "HTTP/1.1 413 Content Too Large\r\n");
}

TEST_CASE("a certificate that is none, or not of this key, is refused at start") {
    Secured one, other;
    one.options.port = 0;
    auto options = one.options;
    options.private_key = other.options.private_key;
    auto started = net::Server::start(options, one.pages);
    REQUIRE_FALSE(started);
    CHECK(started.error().why.starts_with("Kunci pribadi "));
    options = one.options;
    options.certificate = options.private_key;
    started = net::Server::start(options, one.pages);
    REQUIRE_FALSE(started);
    CHECK(started.error().why.starts_with("Berkas sertifikat "));
    CHECK(net::Server::start(one.options, one.pages));
}

}  // namespace
}  // namespace kentongan::tests
