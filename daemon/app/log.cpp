#include "daemon/app/log.hpp"

#include "daemon/log/log_event.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

namespace arna {
namespace {

/// `%P`: the priority of sd-daemon(3), which the journal takes off the line.
class Priority : public spdlog::custom_flag_formatter {
public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        const std::string_view text = message.level >= spdlog::level::err    ? "<3>"
                                      : message.level == spdlog::level::warn ? "<4>"
                                      : message.level == spdlog::level::info ? "<6>"
                                                                             : "<7>";
        out.append(text.data(), text.data() + text.size());
    }
    [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Priority>(); }
};

/// `%L`: "error", "warn", "info" or "debug"; spdlog would say "warning".
class LevelName : public spdlog::custom_flag_formatter {
public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        const std::string_view text = message.level >= spdlog::level::err    ? "error"
                                      : message.level == spdlog::level::warn ? "warn"
                                      : message.level == spdlog::level::info ? "info"
                                                                             : "debug";
        out.append(text.data(), text.data() + text.size());
        if (padinfo_.enabled() && text.size() < padinfo_.width_)
            for (auto i = text.size(); i < padinfo_.width_; ++i) out.push_back(' ');
    }
    [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
        return std::make_unique<LevelName>();
    }
};

spdlog::level::level_enum level_of(LogLevel level) {
    switch (level) {
    case LogLevel::error: return spdlog::level::err;
    case LogLevel::warn: return spdlog::level::warn;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::debug: return spdlog::level::debug;
    }
    std::unreachable();
}

} // namespace

bool is_journal() {
    static const bool is_it = [] {
        const char* stream = std::getenv("JOURNAL_STREAM"); // NOLINT(concurrency-mt-unsafe): nobody sets it
        struct stat status{};
        return stream != nullptr && fstat(2, &status) == 0 &&
               std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino) == stream;
    }();
    return is_it;
}

void start_log(LogLevel level, LogFormat format) {
    auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
    formatter->add_flag<Priority>('P').add_flag<LevelName>('L');
    const std::string priority = is_journal() ? "%P" : "";
    if (format == LogFormat::json)
        formatter->set_pattern(priority + R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%L",%v})");
    else
        formatter->set_pattern(is_journal() ? "%P%v" : "%Y-%m-%dT%H:%M:%SZ %-5L %v");
    log_as_json(format == LogFormat::json);
    auto logger = std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_formatter(std::move(formatter));
    logger->set_level(level_of(level));
    logger->flush_on(spdlog::level::trace);
    spdlog::set_default_logger(std::move(logger));
}

} // namespace arna
