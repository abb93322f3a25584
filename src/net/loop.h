// One I/O thread: its listening socket, its connections, its clock and its event topics.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "net/edge.h"

namespace kentongan::net {

class Connection;
using Steady = std::chrono::steady_clock;
using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Event = std::shared_ptr<const std::string>;

/// Everything but spread() and stop() happens on the loop's own thread.
class Loop {
  public:
    explicit Loop(Edge& edge);
    ~Loop();

    boost::system::error_code listen(const boost::asio::ip::tcp::endpoint&);
    int port() const { return port_; }
    void run();
    /// Any thread.
    void spread(const std::string& topic, Event event);
    /// Any thread: accepts no more, lets what runs end, then run() returns.
    void stop();

    Edge& edge() { return edge_; }
    boost::asio::io_context& context() { return context_; }
    /// The Date header's value, at most half a second old; empty without a clock.
    std::string_view date() const { return date_; }
    std::string_view fresh_request_id();

    void remove(Connection&);
    void join(const std::string& topic, Connection&);
    void leave(const std::string& topic, Connection&);
    void log(const Head&, int status, std::int64_t bytes, Steady::duration took);

  private:
    void accept();
    void accepted(boost::system::error_code, Socket, const boost::asio::ip::tcp::endpoint&);
    void turn_away(Socket);
    void tick();
    void tell_time();
    void flush_log();
    void begin_stop();

    Edge& edge_;
    boost::asio::io_context context_{1};
    boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor> acceptor_;
    boost::asio::ip::tcp::endpoint peer_;
    boost::asio::basic_waitable_timer<Steady, boost::asio::wait_traits<Steady>, Executor> timer_;
    Steady::duration pace_;
    int port_ = 0;
    bool accepting_ = false;
    std::vector<std::shared_ptr<Connection>> connections_;
    std::map<std::string, std::set<Connection*>, std::less<>> topics_;
    std::string date_;
    Instant told_{};              // the clock when date_ was written,
    Steady::time_point told_at_;  // and the steady time of it
    std::string id_prefix_;
    std::string id_;
    std::uint64_t requests_ = 0;
    std::string log_;
    bool stopping_ = false;
    Steady::time_point stop_by_;
};

}  // namespace kentongan::net
