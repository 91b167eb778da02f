// NTSTATUS values and the system errors Windows reports for them: 0xC0000022 is error 5.
//
// The pairs are what RtlNtStatusToDosError answers, as far as Samba's captured table and the names
// in ntstatus.h and winerror.h bear them out: a pair stands here only if the system error has a
// name too, and the RPC pairs are those whose names agree (RPC_NT_CALL_FAILED, RPC_S_CALL_FAILED).
// Statuses that Windows has no system error for (317, "no message") are left out.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace kb {

/// The system error of a status; null where it has none.
std::optional<std::uint16_t> error_of_status(std::uint32_t status);

/// The statuses that become `error`, in rising order.
std::vector<std::uint32_t> statuses_of_error(std::uint16_t error);

}  // namespace kb
