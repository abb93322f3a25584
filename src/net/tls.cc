// The server's side of TLS: certificate, key, and nothing older than 1.2.
#include <boost/asio/ssl/context.hpp>

#include "base/text.h"
#include "net/edge.h"

namespace kentongan::net {
namespace {

namespace ssl = boost::asio::ssl;

constexpr unsigned char http_1_1[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
    unsigned char* found = nullptr;
    if (SSL_select_next_proto(&found, size, http_1_1, sizeof http_1_1, offered, offered_size) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

}  // namespace

Result<std::unique_ptr<ssl::context>> tls_context(const ServerOptions& options) {
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    SSL_CTX* native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(
        native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);  // idle connections keep no 34 KiB
    SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);

    boost::system::error_code error;
    context->use_certificate_chain_file(options.certificate, error);
    if (error)
        return Error{Kind::invalid, cat("Berkas sertifikat ", options.certificate,
                                        " tidak dapat dibaca atau bukan sertifikat PEM.")};
    context->use_private_key_file(options.private_key, ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(native) != 1)
        return Error{Kind::invalid, cat("Kunci pribadi ", options.private_key,
                                        " tidak dapat dibaca atau bukan pasangan sertifikat ",
                                        options.certificate, ".")};
    return context;
}

}  // namespace kentongan::net
