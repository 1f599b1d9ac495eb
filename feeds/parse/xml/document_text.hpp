#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace arna {

/// The text of a document: one that others keep, or one that is freed as soon as nobody needs it.
class DocumentText {
public:
    explicit DocumentText(std::string_view kept) : kept_(kept) {}
    explicit DocumentText(std::string own) : own_(std::move(own)), is_own_(true) {}

    [[nodiscard]] std::string_view view() const { return is_own_ ? std::string_view(own_) : kept_; }

    /// Gives the memory back, if it is the text's own. view() is empty from then on.
    void free() {
        std::string().swap(own_); // an assignment would keep the memory
        kept_ = {};
    }

private:
    std::string own_;
    std::string_view kept_;
    bool is_own_ = false;
};

} // namespace arna
