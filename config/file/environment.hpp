#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace arna {

/// The variables of the environment. A value, so that tests have their own.
class Environment {
public:
    Environment() = default;
    explicit Environment(std::map<std::string, std::string, std::less<>> variables)
        : variables_(std::move(variables)) {}

    /// That of this process, now.
    [[nodiscard]] static Environment of_process();

    /// Empty if it is not set.
    [[nodiscard]] std::string get(std::string_view name) const;

    void set(const std::string& name, const std::string& value) { variables_[name] = value; }

    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const { return variables_; }

private:
    std::map<std::string, std::string, std::less<>> variables_;
};

} // namespace arna
