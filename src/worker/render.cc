// The confined worker: reads one picture from its standard input, writes one JPEG of a given size,
// the codes that it shows or what it looks like from afar to its standard output, and can do
// nothing else. A program of its own, so that a picture which breaks a decoder breaks only this.
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vips/vips.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "worker/codes.h"

namespace {

constexpr rlim_t memory_max = rlim_t{2} << 30, output_max = rlim_t{32} << 20, seconds_max = 20;
constexpr int quality = 84, glance_side = 16;

void limit(__rlimit_resource what, rlim_t most) {
    const rlimit wanted{most, most};
    ::setrlimit(what, &wanted);
}

/// From here on: no files, no network, no other program. Threads and memory stay possible.
bool confine() {
    constexpr std::array forbidden{SYS_openat,    SYS_openat2,  SYS_socket, SYS_connect,
                                   SYS_execve,    SYS_execveat, SYS_ptrace, SYS_unlinkat,
                                   SYS_renameat2, SYS_mkdirat,  SYS_kill,   SYS_io_uring_setup};
    std::array<sock_filter, 2 * forbidden.size() + 2> rules{};
    std::size_t at = 0;
    rules[at++] = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
    for (const auto call : forbidden) {
        rules[at++] = BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call), 0, 1);
        rules[at++] = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES);
    }
    rules[at++] = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const sock_fprog program{static_cast<unsigned short>(at), rules.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

struct Wish {
    int width = 0, height = 0;  // height 0: as high as it then is, nothing cut off
    int focus_x = 50, focus_y = 50;
};

/// Where to cut, so that the focus lies as near the middle as the edges allow.
int begin_of(int whole, int wanted, int focus) {
    return std::clamp(whole * focus / 100 - wanted / 2, 0, whole - wanted);
}

VipsImage* shrunk(int width, int height) {
    ::lseek(STDIN_FILENO, 0, SEEK_SET);
    VipsSource* source = vips_source_new_from_descriptor(STDIN_FILENO);
    VipsImage* out = nullptr;
    const int failed = vips_thumbnail_source(source, &out, width, "height", height, "size",
                                             VIPS_SIZE_FORCE, "export_profile", "srgb", nullptr);
    g_object_unref(source);
    return failed ? nullptr : out;
}

VipsImage* rendered(const Wish& wish) {
    VipsSource* source = vips_source_new_from_descriptor(STDIN_FILENO);
    VipsImage* head =
        vips_image_new_from_source(source, "", "access", VIPS_ACCESS_SEQUENTIAL, nullptr);
    if (!head) return nullptr;
    double width = vips_image_get_width(head), height = vips_image_get_height(head);
    if (vips_image_get_orientation_swap(head)) std::swap(width, height);
    g_object_unref(head);
    g_object_unref(source);
    if (wish.height == 0) {
        const double scale = std::min(1.0, wish.width / width);
        return shrunk(std::max(1, int(std::lround(width * scale))),
                      std::max(1, int(std::lround(height * scale))));
    }
    const double scale = std::max(wish.width / width, wish.height / height);
    const int whole_width = std::max(wish.width, int(std::lround(width * scale)));
    const int whole_height = std::max(wish.height, int(std::lround(height * scale)));
    VipsImage* whole = shrunk(whole_width, whole_height);
    VipsImage* out = nullptr;
    if (!whole) return nullptr;
    const int failed = vips_extract_area(
        whole, &out, begin_of(whole_width, wish.width, wish.focus_x),
        begin_of(whole_height, wish.height, wish.focus_y), wish.width, wish.height, nullptr);
    return failed ? nullptr : out;
}

bool write_all(const void* bytes, std::size_t size) {
    const auto* at = static_cast<const char*>(bytes);
    while (size > 0) {
        const auto written = ::write(STDOUT_FILENO, at, size);
        if (written <= 0) return false;
        at += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

/// Width and height, four bytes each, then a square of 16 by 16 pixels, three bytes each.
bool glance() {
    VipsSource* source = vips_source_new_from_descriptor(STDIN_FILENO);
    VipsImage* head =
        vips_image_new_from_source(source, "", "access", VIPS_ACCESS_SEQUENTIAL, nullptr);
    if (!head) return false;
    std::array<unsigned, 2> size{static_cast<unsigned>(vips_image_get_width(head)),
                                 static_cast<unsigned>(vips_image_get_height(head))};
    if (vips_image_get_orientation_swap(head)) std::swap(size[0], size[1]);
    g_object_unref(head);
    g_object_unref(source);
    VipsImage *small = shrunk(glance_side, glance_side), *flat = nullptr, *colours = nullptr;
    if (!small) return false;
    VipsArrayDouble* white = vips_array_double_newv(1, 255.0);
    flat = small;
    if (vips_image_hasalpha(small) && vips_flatten(small, &flat, "background", white, nullptr)) {
        return false;
    }
    if (vips_colourspace(flat, &colours, VIPS_INTERPRETATION_sRGB, nullptr)) return false;
    std::size_t bytes = 0;
    const void* pixels = vips_image_write_to_memory(colours, &bytes);
    const bool whole = pixels && bytes == std::size_t{3} * glance_side * glance_side;
    return whole && write_all(size.data(), sizeof size) && write_all(pixels, bytes);
}

bool save(VipsImage* image) {
    VipsImage* flat = image;
    VipsArrayDouble* white = vips_array_double_newv(1, 255.0);
    if (vips_image_hasalpha(image) && vips_flatten(image, &flat, "background", white, nullptr)) {
        return false;
    }
    VipsTarget* target = vips_target_new_to_descriptor(STDOUT_FILENO);
    return vips_jpegsave_target(flat, target, "Q", quality, "strip", TRUE, "optimize_coding", TRUE,
                                "interlace", TRUE, nullptr) == 0;
}

}  // namespace

/// kentongan-media WIDTH HEIGHT FOCUS_X FOCUS_Y, each a number of the caller's own, a width of 0
/// asking for the glance; or kentongan-media codes.
int main(int count, char** words) {
    const bool codes = count == 2 && std::string_view(words[1]) == "codes";
    if (count != 5 && !codes) return 2;
    limit(RLIMIT_AS, memory_max);
    limit(RLIMIT_FSIZE, output_max);
    limit(RLIMIT_CPU, seconds_max);
    limit(RLIMIT_CORE, 0);
    ::alarm(2 * static_cast<unsigned>(seconds_max));
    if (VIPS_INIT(words[0])) return 3;
    vips_concurrency_set(1);
    vips_block_untrusted_set(TRUE);
    // Offices scan into PDF.
    if (codes) vips_operation_block_set("VipsForeignLoadPdf", FALSE);
    vips_cache_set_max(0);
    if (!confine()) return 3;
    if (codes) return kentongan::worker::write_codes() ? 0 : 1;
    const Wish wish{std::atoi(words[1]), std::atoi(words[2]), std::atoi(words[3]),
                    std::atoi(words[4])};
    if (wish.width == 0) return glance() ? 0 : 1;
    VipsImage* image = rendered(wish);
    return image && save(image) ? 0 : 1;
}
