# houniao_library(NAME SOURCES a.cc ... [PUBLIC lib ...] [PRIVATE lib ...])
#   One layer of the house. Includes are written from the repository root.
# houniao_program(NAME SOURCES main.cc ... LINKS lib ...)
# houniao_test(NAME SOURCES a_test.cc ... LINKS lib ... LABEL unit|integration|contract|faults|arch [TIMEOUT s])
#   One GoogleTest binary, one ctest entry.
# houniao_instrument(TARGET)
#   Coverage feedback for the fuzz targets that link this library (asan preset only). Spelled out,
#   because -fsanitize=fuzzer-no-link does not go with a shared precompiled header.
# houniao_embed(TARGET SYMBOL FILE)
#   Puts a data file into the library; read it through
#   extern "C" { extern const char SYMBOL_begin[]; extern const char SYMBOL_end[]; }

set(HOUNIAO_WARNINGS -Wall -Wextra -Wpedantic -Werror -Wnon-virtual-dtor -Wno-missing-field-initializers)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these falsely on optional<string> and inlined string operations; clang and the
  # sanitizers watch over the same faults.
  list(APPEND HOUNIAO_WARNINGS -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow
       -Wno-stringop-overread -Wno-maybe-uninitialized -Wno-free-nonheap-object)
endif()

add_library(houniao_pch_anchor STATIC ${CMAKE_SOURCE_DIR}/common/cmake/pch_anchor.cc)
target_compile_options(houniao_pch_anchor PRIVATE ${HOUNIAO_WARNINGS})
target_include_directories(houniao_pch_anchor PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(houniao_pch_anchor PRIVATE protobuf::libprotobuf absl::statusor absl::strings
                      absl::str_format absl::time absl::flat_hash_map Threads::Threads)
target_precompile_headers(houniao_pch_anchor PRIVATE ${CMAKE_SOURCE_DIR}/common/cmake/pch.h)

function(_houniao_common target)
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:${HOUNIAO_WARNINGS}>)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${target} PRIVATE protobuf::libprotobuf absl::statusor absl::strings
                        absl::str_format absl::time absl::flat_hash_map Threads::Threads)
  target_precompile_headers(${target} REUSE_FROM houniao_pch_anchor)
endfunction()

function(houniao_library target)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${target} STATIC ${ARG_SOURCES})
  _houniao_common(${target})
  target_link_libraries(${target} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

function(houniao_program target)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${target} ${ARG_SOURCES})
  _houniao_common(${target})
  target_link_libraries(${target} PRIVATE ${ARG_LINKS})
endfunction()

function(houniao_test target)
  if(NOT HOUNIAO_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LINKS" ${ARGN})
  add_executable(${target} ${ARG_SOURCES})
  _houniao_common(${target})
  target_link_libraries(${target} PRIVATE ${ARG_LINKS} GTest::gmock GTest::gtest GTest::gtest_main)
  target_compile_definitions(${target} PRIVATE)
  add_test(NAME ${target} COMMAND ${target} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  set_tests_properties(${target} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT ${ARG_TIMEOUT}
    ENVIRONMENT "HOUNIAO_SOURCE_DIR=${CMAKE_SOURCE_DIR};HOUNIAO_BIN_DIR=${CMAKE_BINARY_DIR}/bin")
endfunction()

function(houniao_instrument target)
  if(HOUNIAO_SANITIZER STREQUAL "address")
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize-coverage=inline-8bit-counters,indirect-calls,trace-cmp,pc-table>)
  endif()
endfunction()

function(houniao_embed target symbol file)
  get_filename_component(path ${file} ABSOLUTE)
  set(asm ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S)
  file(CONFIGURE OUTPUT ${asm} @ONLY CONTENT "
.section .rodata
.global @symbol@_begin
.global @symbol@_end
.balign 16
@symbol@_begin:
.incbin \"@path@\"
@symbol@_end:
.byte 0
.section .note.GNU-stack,\"\",%progbits
")
  set_source_files_properties(${asm} PROPERTIES OBJECT_DEPENDS ${path})
  target_sources(${target} PRIVATE ${asm})
endfunction()
