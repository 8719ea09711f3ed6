// How much there is and what it weighs.
#pragma once

#include <cstddef>
#include <cstdint>

namespace houniao::population {

// Sources of changes, each with revisions of its own.
enum class Feed { kTalents = 0, kBookings = 1 };
inline constexpr int kFeeds = 2;

// Bytes are those allocated, counted without the allocator's own.
struct PopulationStats {
  size_t talents = 0;
  size_t matchable = 0;
  size_t booked_talents = 0;  // known ones with at least one booking
  size_t engagements = 0;     // with at least one booking
  size_t terms = 0;           // distinct seasons
  size_t majors = 0;          // distinct names
  size_t posts = 0;           // distinct names
  size_t bitmaps = 0;

  size_t column_bytes = 0;  // columns of fixed width, pages in full
  size_t zone_bytes = 0;    // bounds of rows and pages
  size_t list_bytes = 0;    // skills, industries, majors, posts, regions, units: lists in use
  size_t id_bytes = 0;      // id texts and the index over them
  size_t bitmap_bytes = 0;
  size_t booking_bytes = 0;
  size_t shared_bytes = 0;  // terms, majors, posts

  // What matching reads for a talent: columns, their bounds and lists.
  size_t dense_bytes() const { return column_bytes + zone_bytes + list_bytes; }
  size_t total_bytes() const {
    return dense_bytes() + id_bytes + bitmap_bytes + booking_bytes + shared_bytes;
  }
};

}  // namespace houniao::population
