// The body of Asio, compiled once; only src/net may include Asio.
#include <boost/asio/impl/src.hpp>
