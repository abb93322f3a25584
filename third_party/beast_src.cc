// The body of Beast, compiled once; only src/net may include Beast.
#include <boost/beast/src.hpp>
