#include "daemon/app/command/store/restore.hpp"

#include "daemon/app/command/table/reply.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/engine/owner.hpp"
#include "daemon/app/terminal/shown_text.hpp"
#include "daemon/app/terminal/standard_io.hpp"
#include "daemon/file/descriptor.hpp"
#include "daemon/file/free_bytes.hpp"
#include "daemon/store/noun/restore_store.hpp"

#include <boost/json.hpp>
#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace arna {
namespace {

ExitStatus failed(std::string what) {
    return report({.status = ExitStatus::cannot, .where = "restore", .what = std::move(what)});
}

std::string text_of(const RestoredStore& restored, const std::string& from) {
    auto text = fmt::format("{} now has the {} articles of {}", shown_text(restored.file.string()),
                            grouped(static_cast<std::uint64_t>(restored.articles)), shown_text(from));
    if (!restored.replaced.empty())
        text += fmt::format("; what was there before is {}", shown_text(restored.replaced.string()));
    return text + '\n';
}

} // namespace

ExitStatus restore_from_file(const Invocation& invocation) {
    if (!invocation.arguments.has("FILE"))
        return report({.where = "store", .what = "restore needs a FILE; see 'arna store --help'"});
    const auto loaded = load_or_report(config_request(invocation));
    if (!loaded) return ExitStatus::wrong;
    const auto& state = loaded->config.daemon.state;
    const auto& name = invocation.arguments.text("FILE");
    const Descriptor copy(::open(name.c_str(), O_RDONLY | O_CLOEXEC)); // with the rights of whoever asks
    if (!copy) return failed(fmt::format("cannot read {}: {}", name, std::generic_category().message(errno)));
    const Descriptor log(::open((name + "-wal").c_str(), O_RDONLY | O_CLOEXEC));
    if (const auto owner = become_owner(state, "store restore"); !owner) return failed(owner.error().message);
    const auto restored =
        restore_store(loaded->config.store.url, state, {.name = name, .descriptor = copy.get(), .log = log.get()});
    if (!restored) return failed(restored.error().message);
    if (!invocation.json) return write_output(text_of(*restored, name));
    return write_output(json_line({{"file", restored->file.string()},
                                   {"articles", restored->articles},
                                   {"schema", restored->schema},
                                   {"replaced", restored->replaced.string()}}) +
                        '\n');
}

} // namespace arna
