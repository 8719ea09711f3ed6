// Machine-readable reasons, carried in google.rpc.ErrorInfo. Part of the API: never rename one.
#pragma once

namespace houniao::errors {

inline constexpr char kInvalidField[] = "INVALID_FIELD";
inline constexpr char kInvalidResourceName[] = "INVALID_RESOURCE_NAME";
inline constexpr char kInvalidUpdateMask[] = "INVALID_UPDATE_MASK";
inline constexpr char kInvalidFilter[] = "INVALID_FILTER";
inline constexpr char kInvalidOrderBy[] = "INVALID_ORDER_BY";
inline constexpr char kInvalidPageToken[] = "INVALID_PAGE_TOKEN";
inline constexpr char kInvalidResumeToken[] = "INVALID_RESUME_TOKEN";
inline constexpr char kImmutableField[] = "IMMUTABLE_FIELD";
inline constexpr char kNotFoundSuffix[] = "_NOT_FOUND";
inline constexpr char kAlreadyExistsSuffix[] = "_ALREADY_EXISTS";
inline constexpr char kValueTaken[] = "VALUE_TAKEN";
inline constexpr char kNotDeleted[] = "NOT_DELETED";
inline constexpr char kEtagMismatch[] = "ETAG_MISMATCH";
inline constexpr char kTransactionConflict[] = "TRANSACTION_CONFLICT";
inline constexpr char kInvalidStateTransition[] = "INVALID_STATE_TRANSITION";
inline constexpr char kRequestIdReused[] = "REQUEST_ID_REUSED";
inline constexpr char kReferenceMissing[] = "REFERENCE_MISSING";
inline constexpr char kCredentialsMissing[] = "CREDENTIALS_MISSING";
inline constexpr char kCredentialsInvalid[] = "CREDENTIALS_INVALID";
inline constexpr char kPermissionDenied[] = "PERMISSION_DENIED";
inline constexpr char kOverloaded[] = "OVERLOADED";
inline constexpr char kDatabaseUnavailable[] = "DATABASE_UNAVAILABLE";
inline constexpr char kServiceUnavailable[] = "SERVICE_UNAVAILABLE";
inline constexpr char kStorageFull[] = "STORAGE_FULL";
inline constexpr char kDeadlineExceeded[] = "DEADLINE_EXCEEDED";
inline constexpr char kCancelled[] = "CANCELLED";
inline constexpr char kUnimplemented[] = "UNIMPLEMENTED";
inline constexpr char kNotExerciseMode[] = "NOT_EXERCISE_MODE";
inline constexpr char kInternal[] = "INTERNAL";

}  // namespace houniao::errors
