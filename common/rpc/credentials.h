// gRPC credentials from our files and tokens. The only file that uses gRPC's experimental names.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/support/channel_arguments.h"

#include "common/rpc/tls_files.h"
#include "common/rpc/token_source.h"

namespace houniao::rpc {

// TLS 1.2 or later, client certificates required and verified. The files are watched, so that
// certificates are renewed without a restart; they must have passed CheckTlsFiles.
std::shared_ptr<grpc::ServerCredentials> TlsServer(const TlsFiles& files);
std::shared_ptr<grpc::ChannelCredentials> TlsClient(const TlsFiles& files);

// Every call of the channel carries a token of `tokens`, unless it is null. Call credentials would
// need a secure channel, and services in one process have none.
std::shared_ptr<grpc::Channel> ChannelWithTokens(
    const std::string& target, const std::shared_ptr<grpc::ChannelCredentials>& credentials,
    const grpc::ChannelArguments& arguments, TokenSource tokens);
std::shared_ptr<grpc::Channel> InProcessWithTokens(grpc::Server& server,
                                                   const grpc::ChannelArguments& arguments,
                                                   TokenSource tokens);

}  // namespace houniao::rpc
