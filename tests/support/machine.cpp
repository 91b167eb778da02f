#include "tests/support/machine.h"

#include <zlib.h>

#include <algorithm>

namespace kb::testing {
namespace {

std::string number(std::uint64_t value, unsigned length) {
  std::string out;
  for (unsigned i = 0; i < length; ++i) out += char(value >> (8 * i) & 0xFF);
  return out;
}
std::string u16(std::uint64_t value) { return number(value, 2); }
std::string u32(std::uint64_t value) { return number(value, 4); }

void put(std::string& out, std::size_t at, std::string_view bytes) {
  if (out.size() < at + bytes.size()) out.resize(at + bytes.size());
  out.replace(at, bytes.size(), bytes);
}

std::string fixed_info(FourNumbers version) {
  return "\xBD\x04\xEF\xFE" + u32(0x10000) + u16(version[1]) + u16(version[0]) + u16(version[3]) +
         u16(version[2]) + std::string(36, '\0');
}

/// Cells of a hive, each at its offset behind the header.
class HiveWriter {
 public:
  std::uint32_t add(std::string record) {
    const auto offset = std::uint32_t(cells_.size());
    record.resize((record.size() + 4 + 7) / 8 * 8 - 4);
    cells_ += u32(std::uint64_t(-std::int64_t(record.size() + 4))) + record;
    return offset;
  }

  std::uint32_t add(const HiveValue& value) {
    std::string record = "vk" + u16(value.name.size());
    if (value.text.empty()) {
      record += u32(0x80000004U) + u32(value.number) + u32(4);
    } else {
      const std::string text = wide(value.text) + std::string(2, '\0');
      record += u32(text.size()) + u32(add(text)) + u32(1);
    }
    return add(record + u16(1) + u16(0) + value.name);
  }

  std::uint32_t add(const HiveKey& key) {
    std::string below;
    for (const HiveKey& child : key.keys) below += u32(add(child)) + "hash";
    std::string values;
    for (const HiveValue& value : key.values) values += u32(add(value));
    std::string record(0x4C, '\0');
    put(record, 0, "nk" + u16(0x20));
    put(record, 0x14, u32(key.keys.size()));
    put(record, 0x1C, u32(add("lf" + u16(key.keys.size()) + below)));
    put(record, 0x24, u32(key.values.size()));
    put(record, 0x28, u32(add(values)));
    put(record, 0x48, u16(key.name.size()));
    return add(record + key.name);
  }

  std::string file(std::uint32_t root) const {
    constexpr std::size_t kPage = 4096;
    std::string cells = cells_;
    const std::size_t whole = (cells.size() + 8 + kPage - 1) / kPage * kPage;
    cells += u32(whole - cells.size());  // the rest is one free cell
    cells.resize(whole);
    put(cells, 8, u32(whole));
    std::string out(kPage, '\0');
    put(out, 0, "regf" + u32(1) + u32(1));
    put(out, 0x14, u32(1) + u32(3) + u32(0) + u32(1) + u32(root) + u32(whole));
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at < 0x1FC; at += 4) {
      for (unsigned i = 0; i < 4; ++i)
        sum ^= std::uint32_t(static_cast<unsigned char>(out[at + i])) << (8 * i);
    }
    put(out, 0x1FC, u32(sum));
    return out + cells;
  }

 private:
  std::string cells_ = "hbin" + std::string(28, '\0');
};

/// The tree and the records of a CREG file; all records stand in one block.
class CregWriter {
 public:
  /// Adds a key and those below it; returns the offset of its entry from the tree's beginning.
  std::uint32_t add(const HiveKey& key, std::uint32_t parent) {
    const std::uint32_t at = kHeader + std::uint32_t(tree_.size());
    const std::size_t number = next_++;
    tree_ +=
        u32(0) + u32(0) + u32(kNone) + u32(parent) + u32(kNone) + u32(kNone) + u16(number) + u16(0);
    std::string values;
    for (const HiveValue& value : key.values) {
      const std::string data = value.text.empty() ? u32(value.number) : value.text;
      values += u32(value.text.empty() ? 4 : 1) + u32(0) + u16(value.name.size()) +
                u16(data.size()) + value.name + data;
    }
    const std::size_t size = 0x14 + key.name.size() + values.size();
    records_ += u32(size) + u16(number) + u16(0) + u32(size) + u16(key.name.size()) +
                u16(key.values.size()) + u32(0) + key.name + values;
    std::uint32_t before = 0;
    for (const HiveKey& child : key.keys) {
      const std::uint32_t below = add(child, at);
      put(tree_, before == 0 ? at - kHeader + 0x10 : before - kHeader + 0x14, u32(below));
      before = below;
    }
    return at;
  }

  std::string file(std::uint32_t root) const {
    const std::size_t tree = (kHeader + tree_.size() + 0xFFF) / 0x1000 * 0x1000;  // whole pages
    std::string out = "CREG" + u32(0x10000) + u32(kHeader + tree) + u32(0) + u16(1);
    out.resize(kHeader);
    out += "RGKN" + u32(tree) + u32(root) + std::string(kHeader - 12, '\0') + tree_;
    out.resize(kHeader + tree);
    return out + "RGDB" + u32(kHeader + records_.size()) + std::string(kHeader - 8, '\0') +
           records_;
  }

 private:
  static constexpr std::uint32_t kHeader = 0x20;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::string tree_;
  std::string records_;
  std::size_t next_ = 0;
};

}  // namespace

std::string wide(std::string_view text) {
  std::string out;
  for (const char c : text) out += {c, '\0'};
  return out;
}

std::string pe_file(FourNumbers version, std::uint32_t linked, std::uint16_t machine) {
  constexpr std::size_t kHeader = 0x80;
  constexpr std::size_t kOptional = kHeader + 24;
  constexpr std::size_t kSection = 0x200;
  constexpr std::uint32_t kAddress = 0x1000;
  std::string out;
  put(out, 0, "MZ");
  put(out, 0x3C, u32(kHeader));
  put(out, kHeader, std::string("PE\0\0", 4) + u16(machine) + u16(1) + u32(linked));
  put(out, kHeader + 20, u16(224));
  put(out, kOptional, u16(0x10B));
  put(out, kOptional + 112, u32(kAddress) + u32(0x200));
  put(out, kOptional + 224,
      std::string(".rsrc\0\0\0", 8) + u32(0x200) + u32(kAddress) + u32(0x200) + u32(kSection));
  const auto directory = [&](std::size_t at, std::uint32_t id, std::uint32_t child) {
    put(out, kSection + at, std::string(12, '\0') + u16(0) + u16(1) + u32(id) + u32(child));
  };
  directory(0, 16, 0x80000018U);
  directory(0x18, 1, 0x80000030U);
  directory(0x30, 1033, 0x48);
  const std::string info = std::string(40, 'v') + fixed_info(version);
  put(out, kSection + 0x48, u32(kAddress + 0x60) + u32(info.size()));
  put(out, kSection + 0x60, info);
  out.resize(kSection + 0x200);
  return out;
}

std::string with_checksum(std::string pe, std::uint32_t checksum) {
  put(pe, 0x80 + 24 + 64, u32(checksum));
  return pe;
}

std::string ne_file(FourNumbers version) {
  constexpr std::size_t kHeader = 0x80;
  std::string out;
  put(out, 0, "MZ");
  put(out, 0x3C, u32(kHeader));
  put(out, kHeader, "NE");
  put(out, kHeader + 0x24, u16(0x40));
  const std::string other = u16(0x8003) + u16(1) + u32(0) + std::string(12, '\0');
  const std::string entry = u16(0x8010) + u16(1) + u32(0) + u16(0x20) + u16(8);
  put(out, kHeader + 0x40, u16(4) + other + entry + std::string(8, '\0') + u16(0));
  put(out, 0x200, std::string(24, 'v') + fixed_info(version));
  out.resize(0x300);
  return out;
}

std::string event_record(const EventSketch& event) {
  std::string record(0x38, '\0');
  put(record, 4,
      "LfLe" + u32(event.number) + u32(event.seconds) + u32(event.seconds) + u32(event.identifier) +
          u16(event.type) + u16(event.strings.size()));
  record += wide(event.source) + u16(0) + wide("SERVER") + u16(0);
  put(record, 36, u32(record.size()));
  for (const std::string& text : event.strings) record += wide(text) + u16(0);
  record.resize((record.size() + 3) / 4 * 4);
  record += u32(record.size() + 4);
  put(record, 0, u32(record.size()));
  return record;
}

std::string event_log(const std::vector<EventSketch>& events) {
  constexpr std::uint32_t kHead = 0x30;
  std::string records;
  for (const EventSketch& event : events) records += event_record(event);
  const std::uint32_t first = events.empty() ? 0 : events.front().number;
  const std::uint32_t next = events.empty() ? 1 : events.back().number + 1;
  const std::string places = u32(kHead) + u32(kHead + records.size()) + u32(next) + u32(first);
  std::string out = u32(kHead) + "LfLe" + u32(1) + u32(1) + places + u32(0x10000) + u32(0) +
                    u32(0) + u32(kHead) + records + u32(0x28) + u32(0x11111111) + u32(0x22222222) +
                    u32(0x33333333) + u32(0x44444444) + places + u32(0x28);
  out.resize(0x10000);
  return out;
}

namespace {

/// The first page of a dump of the system, filled as Windows fills it.
std::string dump_page(std::string_view mark, std::uint32_t build) {
  std::string out;
  for (int i = 0; i < 1024; ++i) out += "PAGE";
  put(out, 0, mark);
  put(out, 0x0C, u32(build));
  return out;
}

}  // namespace

std::string memory_dump(std::uint32_t code, std::array<std::uint32_t, 4> parameters,
                        std::uint64_t filetime) {
  std::string out = dump_page("PAGEDUMP", 1381);
  put(out, 0x28, u32(code));
  for (std::size_t i = 0; i < 4; ++i) put(out, 0x2C + 4 * i, u32(parameters[i]));
  put(out, 0xFC0, number(filetime, 8));
  return out;
}

std::string szdd(std::string_view bytes) {
  std::string out =
      "SZDD\x88\xF0\x27\x33"
      "A" +
      std::string(1, '\0') + u32(bytes.size());
  constexpr std::size_t kWindow = 4096;
  for (std::size_t at = 0; at < bytes.size();) {
    std::string items;
    unsigned flags = 0;
    for (unsigned i = 0; i < 8 && at < bytes.size(); ++i) {
      std::size_t run = 0;  // of the byte before
      while (at > 0 && run < 18 && at + run < bytes.size() && bytes[at + run] == bytes[at - 1])
        ++run;
      if (run >= 3) {
        const std::size_t place = (kWindow - 16 + at - 1) % kWindow;
        items += u16((place & 0xFF) | (run - 3) << 8 | (place & 0xF00) << 4);
        at += run;
      } else {
        items += bytes[at++];
        flags |= 1U << i;
      }
    }
    out += char(flags) + items;
  }
  return out;
}

std::string cabinet(std::string_view bytes, CabinetKind kind) {
  constexpr std::size_t kBlock = 32'768;
  std::string blocks;
  std::size_t count = 0;
  for (std::size_t at = 0; at < bytes.size(); at += kBlock, ++count) {
    const std::string_view block = bytes.substr(at, kBlock);
    std::string data(block);
    if (kind == CabinetKind::kMszip) {
      z_stream z{};
      ::deflateInit2(&z, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
      if (at > 0)
        ::deflateSetDictionary(&z, reinterpret_cast<const Bytef*>(bytes.data() + at - kBlock),
                               kBlock);
      data.resize(2 * kBlock);
      z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(block.data()));
      z.avail_in = uInt(block.size());
      z.next_out = reinterpret_cast<Bytef*>(data.data());
      z.avail_out = uInt(data.size());
      ::deflate(&z, Z_FINISH);
      data.resize(z.total_out);
      ::deflateEnd(&z);
      data.insert(0, "CK");
    }
    blocks += u32(0) + u16(data.size()) + u16(block.size()) + data;
  }
  constexpr std::uint32_t kFolder = 0x24;
  constexpr std::uint32_t kFile = kFolder + 8;
  const std::string file = u32(bytes.size()) + u32(0) + u16(0) + u16(0x2821) + u16(0) + u16(0x20) +
                           std::string("software\0", 9);
  const std::uint32_t begin = kFile + std::uint32_t(file.size());
  return "MSCF" + u32(0) + u32(begin + blocks.size()) + u32(0) + u32(kFile) + u32(0) + "\x03\x01" +
         u16(1) + u16(1) + u16(0) + u16(0) + u16(0) + u32(begin) + u16(count) +
         u16(kind == CabinetKind::kMszip ? 1 : 0) + file + blocks;
}

std::string damaged(std::string bytes, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return std::size_t(random() % n); };
  for (std::size_t k = below(12) + 1; k > 0; --k)
    bytes[below(bytes.size())] = char(below(2) == 0 ? 0xFF : below(256));
  if (below(4) == 0) bytes.resize(below(bytes.size()));
  return bytes;
}

std::string memory_dump_64(std::uint32_t code, std::array<std::uint64_t, 4> parameters,
                           std::uint64_t filetime) {
  std::string out = dump_page("PAGEDU64", 3790);
  put(out, 0x38, u32(code));
  for (std::size_t i = 0; i < 4; ++i) put(out, 0x40 + 8 * i, number(parameters[i], 8));
  put(out, 0xFA8, number(filetime, 8));
  return out;
}

std::string user_dump(std::uint32_t code) {
  const std::string path = "C:\\bin\\store.exe";
  std::string out(0x100, '\0');
  put(out, 0, "USERDUMP");
  put(out, 0x18, u32(1));
  put(out, 0x24, u32(0xC0));
  put(out, 0x30, u32(0x80));
  put(out, 0x80, u32(1) + u32(7) + u32(8) + u32(code));
  put(out, 0xC0, u32(0x400000) + u32(0x1000) + u32(path.size() + 1) + path);
  return out;
}

std::string minidump(std::uint32_t code, std::uint32_t seconds) {
  constexpr std::uint32_t kStreams = 0x20;
  constexpr std::uint32_t kException = 0x40;
  constexpr std::uint32_t kModules = 0x100;
  constexpr std::uint32_t kNames = 0x200;
  std::string out;
  put(out, 0, "MDMP" + u32(0xA793) + u32(2) + u32(kStreams) + u32(0) + u32(seconds));
  put(out, kStreams, u32(6) + u32(0xA8) + u32(kException) + u32(4) + u32(220) + u32(kModules));
  put(out, kException, u32(7) + u32(0) + u32(code));
  put(out, kException + 0x18, number(0x77F00123, 8));
  put(out, kModules, u32(2));
  const auto module = [&](std::uint32_t at, std::uint32_t base, std::uint32_t name,
                          std::string_view path) {
    put(out, at, number(base, 8) + u32(0x10000) + u32(0) + u32(0) + u32(name));
    put(out, name, u32(2 * path.size()) + wide(path));
  };
  module(kModules + 4, 0x400000, kNames, "C:\\bin\\store.exe");
  module(kModules + 4 + 108, 0x77F00000, kNames + 0x80, "C:\\WINNT\\system32\\ntdll.dll");
  return out;
}

std::string hive(const HiveKey& root) {
  HiveWriter writer;
  const std::uint32_t at = writer.add(root);
  return writer.file(at);
}

std::string registry_9x(const HiveKey& root) {
  CregWriter writer;
  const std::uint32_t at = writer.add(root, 0xFFFFFFFF);
  return writer.file(at);
}

}  // namespace kb::testing
