# houniao_proto_library(NAME ROOT dir PROTOS a.proto ... [GRPC])
#   Generates C++ (with GRPC also client stubs) for protos given relative to ROOT.
#   Wraps one add_custom_command because FindProtobuf misplaces files whose roots lie elsewhere.
set(GOOGLEAPIS_ROOT /usr/share/gocode/src/github.com/gogo/googleapis CACHE PATH
    "Folder of google/api and google/rpc (Debian: golang-github-gogo-googleapis-dev)")

function(houniao_proto_library target)
  cmake_parse_arguments(ARG "GRPC" "ROOT" "PROTOS;LINKS" ${ARGN})
  set(out ${CMAKE_BINARY_DIR}/generated)
  file(MAKE_DIRECTORY ${out})
  set(sources)
  set(inputs)
  set(grpc_args)
  foreach(proto ${ARG_PROTOS})
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    list(APPEND inputs ${ARG_ROOT}/${proto})
    list(APPEND sources ${out}/${stem}.pb.cc)
    list(APPEND headers ${out}/${stem}.pb.h)
    if(ARG_GRPC AND stem MATCHES "_service$")
      list(APPEND sources ${out}/${stem}.grpc.pb.cc)
      list(APPEND headers ${out}/${stem}.grpc.pb.h)
      list(APPEND grpc_protos ${ARG_ROOT}/${proto})
    endif()
  endforeach()
  set(grpc_command)
  if(grpc_protos)
    set(grpc_command COMMAND protobuf::protoc -I${CMAKE_SOURCE_DIR}/proto -I${GOOGLEAPIS_ROOT}
        --grpc_out=${out} --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin> ${grpc_protos})
  endif()
  add_custom_command(
    OUTPUT ${sources} ${headers}
    COMMAND protobuf::protoc -I${CMAKE_SOURCE_DIR}/proto -I${GOOGLEAPIS_ROOT} --cpp_out=${out} ${inputs}
    ${grpc_command}
    DEPENDS ${inputs}
    COMMENT "Generating C++ from ${target}"
    VERBATIM)
  add_library(${target} STATIC ${sources})
  target_include_directories(${target} SYSTEM PUBLIC ${out})
  target_compile_options(${target} PRIVATE -w)
  target_link_libraries(${target} PUBLIC protobuf::libprotobuf ${ARG_LINKS})
  if(ARG_GRPC)
    target_link_libraries(${target} PUBLIC gRPC::grpc++)
  endif()
endfunction()
