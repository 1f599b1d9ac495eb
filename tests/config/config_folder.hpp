#pragma once
#include "config/load.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A folder of configuration files that goes with the test. Messages name its files without the folder.
class ConfigFolder {
public:
    ConfigFolder() {
        std::string name = std::filesystem::temp_directory_path() / "arna-config-XXXXXX";
        path_ = ::mkdtemp(name.data());
    }
    ~ConfigFolder() { std::filesystem::remove_all(path_); }
    ConfigFolder(const ConfigFolder&) = delete;
    ConfigFolder& operator=(const ConfigFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    std::filesystem::path write(const std::string& name, std::string_view text,
                                std::filesystem::perms permissions = std::filesystem::perms(0600)) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        std::filesystem::permissions(file, permissions);
        return file;
    }

    using Variables = std::map<std::string, std::string, std::less<>>;

    [[nodiscard]] auto load(Variables variables = {{"HOME", "/home/arna"}}) const {
        return load_config({.file = path_ / "arna.toml", .environment = Environment(std::move(variables))});
    }

    /// What is said of a configuration, one message per element.
    [[nodiscard]] std::vector<std::string> messages(Variables variables = {{"HOME", "/home/arna"}}) const {
        const auto loaded = load(std::move(variables));
        return texts(loaded ? loaded->warnings : loaded.error());
    }

    [[nodiscard]] std::vector<std::string> texts(const std::vector<Diagnostic>& diagnostics) const {
        std::vector<std::string> lines;
        for (const Diagnostic& diagnostic : diagnostics) lines.push_back(without_folder(text_of(diagnostic)));
        return lines;
    }

    [[nodiscard]] std::string without_folder(std::string text) const {
        const std::string folder = path_.string() + "/";
        for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder))
            text.erase(at, folder.size());
        return text;
    }

private:
    std::filesystem::path path_;
};

} // namespace arna
