// A port of this machine that nobody listens on, for a server that a test starts.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kentongan::tests {

inline int free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(probe, reinterpret_cast<sockaddr*>(&place), sizeof place);
    socklen_t size = sizeof place;
    getsockname(probe, reinterpret_cast<sockaddr*>(&place), &size);
    close(probe);
    return ntohs(place.sin_port);
}

}  // namespace kentongan::tests
