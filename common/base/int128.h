// Integers of 128 bits for products of two of 64. Both compilers have them, ISO C++ does not.
#pragma once

namespace houniao {

__extension__ typedef __int128 Int128;

}  // namespace houniao
