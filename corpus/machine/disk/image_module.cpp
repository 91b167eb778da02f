// Disk images are not believed, and libtsk is not believed to bear every one of them: what goes
// wrong here ends the process that runs it, and the program goes on.
#include "corpus/machine/disk/image_module.h"

#include <tsk/libtsk.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t kMostVolumes = 16;
constexpr std::size_t kBlock = 1 << 20;
constexpr TSK_INUM_T kFirstOfUser = 24;  // NTFS keeps its own files below

struct CloseImage {
  void operator()(TSK_IMG_INFO* image) const { tsk_img_close(image); }
};
struct CloseTable {
  void operator()(TSK_VS_INFO* table) const { tsk_vs_close(table); }
};
struct CloseVolume {
  void operator()(TSK_FS_INFO* volume) const { tsk_fs_close(volume); }
};
struct CloseFile {
  void operator()(TSK_FS_FILE* file) const { tsk_fs_file_close(file); }
};

/// A volume and the folder that stands for it: none for the first, `partition2/` for others.
struct Volume {
  std::unique_ptr<TSK_FS_INFO, CloseVolume> files;
  std::string folder;
};

/// Opens a FAT or NTFS volume that begins at `offset` bytes; null if there is none.
TSK_FS_INFO* open_volume(TSK_IMG_INFO* image, TSK_OFF_T offset) {
  for (const TSK_FS_TYPE_ENUM type : {TSK_FS_TYPE_NTFS_DETECT, TSK_FS_TYPE_FAT_DETECT}) {
    if (TSK_FS_INFO* volume = tsk_fs_open_img(image, offset, type)) return volume;
  }
  return nullptr;
}

/// The volumes of an image: the image itself, or those of its partitions.
std::vector<Volume> open_volumes(TSK_IMG_INFO* image, const KbImageCaller& caller) {
  std::vector<Volume> volumes;
  if (TSK_FS_INFO* whole = open_volume(image, 0)) {
    volumes.push_back({std::unique_ptr<TSK_FS_INFO, CloseVolume>(whole), ""});
    return volumes;
  }
  const std::unique_ptr<TSK_VS_INFO, CloseTable> table(tsk_vs_open(image, 0, TSK_VS_TYPE_DETECT));
  if (!table) return volumes;
  std::size_t number = 0;
  for (TSK_PNUM_T i = 0; i < table->part_count && volumes.size() < kMostVolumes; ++i) {
    const TSK_VS_PART_INFO* part = tsk_vs_part_get(table.get(), i);
    if (part == nullptr || (part->flags & TSK_VS_PART_FLAG_ALLOC) == 0) continue;
    if ((part->flags & TSK_VS_PART_FLAG_META) != 0) continue;
    const std::string name = "partition" + std::to_string(++number);
    TSK_FS_INFO* volume = open_volume(image, TSK_OFF_T(part->start) * table->block_size);
    if (volume != nullptr) {
      volumes.push_back(
          {std::unique_ptr<TSK_FS_INFO, CloseVolume>(volume), volumes.empty() ? "" : name + "/"});
      continue;
    }
    const std::string type = part->desc == nullptr ? "" : part->desc;
    caller.remark(caller.context, (name + " (" + type +
                                   ") is neither FAT nor NTFS, or is damaged; "
                                   "it was passed over")
                                      .c_str());
  }
  return volumes;
}

struct Listing {
  const KbImageCaller& caller;
  const Volume& volume;
  std::uint32_t number;
  bool wanted = true;
};

TSK_WALK_RET_ENUM list_file(TSK_FS_FILE* file, const char* folder, void* context) {
  auto& listing = *static_cast<Listing*>(context);
  const TSK_FS_NAME* name = file->name;
  const TSK_FS_META* meta = file->meta;
  if (name == nullptr || name->name == nullptr || meta == nullptr || folder == nullptr)
    return TSK_WALK_CONT;
  if (meta->type != TSK_FS_META_TYPE_REG || name->type != TSK_FS_NAME_TYPE_REG)
    return TSK_WALK_CONT;
  const bool ntfs = TSK_FS_TYPE_ISNTFS(listing.volume.files->ftype);
  const std::string path = listing.volume.folder + folder + name->name;
  const bool own =
      ntfs ? meta->addr < kFirstOfUser || std::string_view(folder).starts_with("$Extend/")
           : std::string_view(name->name).ends_with("(Volume Label Entry)");
  if (own) return TSK_WALK_CONT;
  const KbImageFile found{path.c_str(), std::uint64_t(std::max<TSK_OFF_T>(meta->size, 0)),
                          std::int64_t(meta->mtime), listing.number, meta->addr};
  listing.wanted = listing.caller.file(listing.caller.context, &found) != 0;
  return listing.wanted ? TSK_WALK_CONT : TSK_WALK_STOP;
}

void list(const std::vector<Volume>& volumes, const KbImageCaller& caller) {
  for (std::size_t i = 0; i < volumes.size(); ++i) {
    Listing listing{caller, volumes[i], std::uint32_t(i)};
    TSK_FS_INFO* files = volumes[i].files.get();
    const auto flags = TSK_FS_DIR_WALK_FLAG_ENUM(
        TSK_FS_DIR_WALK_FLAG_ALLOC | TSK_FS_DIR_WALK_FLAG_RECURSE | TSK_FS_DIR_WALK_FLAG_NOORPHAN);
    if (tsk_fs_dir_walk(files, files->root_inum, flags, list_file, &listing) != 0)
      caller.remark(caller.context, "the image is damaged; not all of its folders can be read");
    if (!listing.wanted) return;
  }
}

/// The first bytes of a file; fewer where it ends or is damaged.
std::string read(TSK_FS_INFO* volume, const KbImageWanted& wanted) {
  std::string bytes;
  const std::unique_ptr<TSK_FS_FILE, CloseFile> file(
      tsk_fs_file_open_meta(volume, nullptr, wanted.address));
  if (file) bytes.reserve(wanted.length);
  while (file && bytes.size() < wanted.length) {
    const std::size_t before = bytes.size();
    bytes.resize(before + std::min<std::uint64_t>(kBlock, wanted.length - before));
    const ssize_t got = tsk_fs_file_read(file.get(), TSK_OFF_T(before), bytes.data() + before,
                                         bytes.size() - before, TSK_FS_FILE_READ_FLAG_NONE);
    bytes.resize(before + std::size_t(std::max<ssize_t>(got, 0)));
    if (got <= 0) break;
  }
  return bytes;
}

}  // namespace

extern "C" int kb_image_serve(const char* path, const KbImageCaller* caller, char* error,
                              std::size_t error_size) {
  const std::unique_ptr<TSK_IMG_INFO, CloseImage> image(
      tsk_img_open_utf8_sing(path, TSK_IMG_TYPE_DETECT, 0));
  if (!image) {
    const char* why = tsk_error_get();
    std::snprintf(error, error_size, "%s", why == nullptr ? "it is no disk image" : why);
    return 1;
  }
  const std::vector<Volume> volumes = open_volumes(image.get(), *caller);
  if (volumes.empty()) {
    std::snprintf(error, error_size, "it holds no FAT or NTFS volume");
    return 1;
  }
  list(volumes, *caller);
  KbImageWanted wanted{};
  while (caller->next(caller->context, &wanted) != 0) {
    const std::string bytes = wanted.volume < volumes.size()
                                  ? read(volumes[wanted.volume].files.get(), wanted)
                                  : std::string();
    caller->bytes(caller->context, bytes.data(), bytes.size());
  }
  return 0;
}
