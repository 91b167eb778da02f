#include "corpus/machine/disk/image_process.h"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "corpus/machine/disk/image_kind.h"
#include "corpus/machine/disk/image_module.h"
#include "corpus/module.h"
#include "corpus/regular_file.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

constexpr rlim_t kMostMemory = 1ULL << 30;  // bytes more than the program has
constexpr rlim_t kMostSeconds = 300;        // of processor time
constexpr time_t kMostSilence = 120;        // seconds until the child must have answered
constexpr std::size_t kMostText = 1 << 16;  // bytes of a path or a sentence

/// What the child sends: this, then `length` bytes. Both ends are one program, so that numbers
/// stand as they are in memory.
struct Frame {
  enum class Kind : std::uint32_t {
    kFile,      ///< a Place, then the path
    kRemark,    ///< a sentence
    kListed,    ///< nothing; all files were sent
    kBytes,     ///< what was asked for
    kFailed,    ///< a sentence; the child ends
    kNoModule,  ///< the same, since the module can't be loaded
  };
  Kind kind;
  std::uint64_t length;
};

struct Place {
  std::uint64_t size;
  std::int64_t written;
  std::uint32_t volume;
  std::uint64_t address;
};

// ---- the child

/// What the child knows while the module calls it.
struct Child {
  std::FILE* socket;
  std::size_t left;     // files that may still be sent
  bool listed = false;  // all were sent

  void send(Frame::Kind kind, std::string_view bytes, const Place* place = nullptr) const {
    const Frame frame{kind, bytes.size() + (place == nullptr ? 0 : sizeof *place)};
    bool sent = std::fwrite(&frame, sizeof frame, 1, socket) == 1;
    if (place != nullptr) sent = sent && std::fwrite(place, sizeof *place, 1, socket) == 1;
    if (!bytes.empty())  // whose address may be null
      sent = sent && std::fwrite(bytes.data(), 1, bytes.size(), socket) == bytes.size();
    if (!sent) ::_exit(1);  // nobody listens
  }
  void flush() const {
    if (std::fflush(socket) != 0) ::_exit(1);
  }
};

Child& child_of(void* context) { return *static_cast<Child*>(context); }

int send_file(void* context, const KbImageFile* file) {
  Child& child = child_of(context);
  if (child.left == 0) return 0;
  --child.left;
  const Place place{file->size, file->written, file->volume, file->address};
  child.send(Frame::Kind::kFile, std::string_view(file->path).substr(0, kMostText), &place);
  return 1;
}

void send_remark(void* context, const char* sentence) {
  child_of(context).send(Frame::Kind::kRemark, std::string_view(sentence).substr(0, kMostText));
}

int receive_wanted(void* context, KbImageWanted* wanted) {
  Child& child = child_of(context);
  if (!child.listed) child.send(Frame::Kind::kListed, {});
  child.listed = true;
  child.flush();
  return ::recv(::fileno(child.socket), wanted, sizeof *wanted, MSG_WAITALL) == sizeof *wanted ? 1
                                                                                               : 0;
}

void send_bytes(void* context, const char* bytes, std::size_t length) {
  child_of(context).send(Frame::Kind::kBytes, {bytes, length});
}

template <typename Resource>
void limit(Resource resource, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(resource, &both);
}

rlim_t memory_in_use() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * std::uint64_t(::sysconf(_SC_PAGESIZE));
}

[[noreturn]] void run_child(int socket, const std::string& path, std::size_t most_files) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  limit(RLIMIT_CPU, kMostSeconds);
  limit(RLIMIT_AS, memory_in_use() + kMostMemory);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  ::setenv("TZ", "UTC", 1);  // times of FAT name no zone; they are shown as they stand
  Child child{::fdopen(socket, "w"), most_files};
  if (child.socket == nullptr) ::_exit(1);
  std::array<char, 1024> error{};
  std::string why;
  auto* serve = reinterpret_cast<KbImageServe>(load_module(kImageModule, kImageEntry, why));
  const KbImageCaller caller{&child, send_file, send_remark, receive_wanted, send_bytes};
  if (serve == nullptr) {
    child.send(Frame::Kind::kNoModule, why.substr(0, kMostText));
  } else if (serve(path.c_str(), &caller, error.data(), error.size()) != 0) {
    child.send(Frame::Kind::kFailed, error.data());
  }
  child.flush();
  ::_exit(0);
}

// ---- the program

constexpr std::string_view kNoImages =
    "install kb-image (Debian), or mount the image (mount -o ro,loop IMAGE FOLDER) and give the "
    "folder";

bool receive(std::FILE* socket, Frame& frame, std::string& bytes, std::uint64_t most) {
  if (std::fread(&frame, sizeof frame, 1, socket) != 1 || frame.length > most) return false;
  bytes.resize(frame.length);
  return std::fread(bytes.data(), 1, bytes.size(), socket) == bytes.size();
}

MachineFile file_of(std::string_view bytes) {
  Place place{};
  std::memcpy(&place, bytes.data(), sizeof place);
  MachineFile file;
  file.path = bytes.substr(sizeof place);
  file.size = place.size;
  file.written = place.written;
  file.volume = place.volume;
  file.address = place.address;
  return file;
}

tl::unexpected<Error> ended(const std::string& what) {
  return fail(
      ErrorKind::kInput,
      "can't read " + printable_line(what) + ": what reads images has ended or takes too long",
      "the image may be damaged; a copy that a mount can read may help");
}

}  // namespace

ImageProcess::ImageProcess(pid_t child, int socket)
    : child_(child), socket_(::fdopen(socket, "r")) {}

ImageProcess::~ImageProcess() {
  if (socket_ != nullptr) std::fclose(socket_);
  ::kill(child_, SIGKILL);
  ::waitpid(child_, nullptr, 0);
}

Result<std::unique_ptr<ImageProcess>> ImageProcess::start(const std::string& path,
                                                          std::size_t most_files,
                                                          std::vector<MachineFile>& files,
                                                          std::vector<std::string>& diagnostics) {
  const auto image = open_regular(path);
  if (!image) return tl::make_unexpected(image.error());
  if (const UnreadImage unread = unread_image(read_at(*image, 0, kImageHead)); !unread.kind.empty())
    return fail(ErrorKind::kInput, fmt::format("{} is {}", printable_line(path), unread.kind),
                unread.remedy_for(printable_line(path)));
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return fail(ErrorKind::kInput, std::string("can't read an image: ") + std::strerror(errno));
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    run_child(ends[1], path, most_files);
  }
  ::close(ends[1]);
  if (child < 0) {
    ::close(ends[0]);
    return fail(ErrorKind::kInput, std::string("can't start a process: ") + std::strerror(errno));
  }
  const timeval silence{kMostSilence, 0};
  ::setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence);
  std::unique_ptr<ImageProcess> process(new ImageProcess(child, ends[0]));
  if (process->socket_ == nullptr) return ended(path);
  if (const auto listed = process->list(path, files, diagnostics); !listed)
    return tl::make_unexpected(listed.error());
  return process;
}

Result<void> ImageProcess::list(const std::string& path, std::vector<MachineFile>& files,
                                std::vector<std::string>& diagnostics) const {
  Frame frame{};
  std::string bytes;
  while (receive(socket_, frame, bytes, sizeof(Place) + kMostText)) {
    switch (frame.kind) {
      case Frame::Kind::kFile:
        if (bytes.size() < sizeof(Place)) return ended(path);
        files.push_back(file_of(bytes));
        break;
      case Frame::Kind::kRemark:
        diagnostics.push_back(printable_line(bytes));
        break;
      case Frame::Kind::kListed:
        return {};
      case Frame::Kind::kNoModule:
        return fail(ErrorKind::kInput, "this kb can't read disk images: " + bytes,
                    std::string(kNoImages));
      case Frame::Kind::kFailed:
        return fail(
            ErrorKind::kInput,
            "can't read " + printable_line(path) + " as a disk image: " + printable_line(bytes),
            "give a folder, or an image that is raw, split, VHD, VMDK or E01");
      case Frame::Kind::kBytes:
        return ended(path);
    }
  }
  return ended(path);
}

Result<std::string> ImageProcess::read(const MachineFile& file, std::uint64_t length) const {
  const KbImageWanted wanted{file.volume, file.address, length};
  Frame frame{};
  std::string bytes;
  const bool asked =
      ::send(::fileno(socket_), &wanted, sizeof wanted, MSG_NOSIGNAL) == ssize_t(sizeof wanted);
  if (!asked || !receive(socket_, frame, bytes, length) || frame.kind != Frame::Kind::kBytes)
    return ended(file.path);
  return bytes;
}

}  // namespace kb
