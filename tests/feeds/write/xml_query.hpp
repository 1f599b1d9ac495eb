#pragma once
#include <pugixml.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace arna {

/// A written document, read by an XML parser that is not ours.
class XmlQuery {
public:
    explicit XmlQuery(const std::string& document) {
        error_ = document_.load_string(document.c_str(), flags).description();
    }

    [[nodiscard]] std::string error() const { return error_; } ///< "No error"

    /// The string value of each node that an XPath expression selects. Prefixes count as part of names.
    [[nodiscard]] std::vector<std::string> all(const char* path) const {
        std::vector<std::string> values;
        for (const auto& found : document_.select_nodes(path)) {
            values.emplace_back(found.attribute() ? found.attribute().value() : found.node().text().get());
        }
        return values;
    }
    /// Of the first one; empty if there is none.
    [[nodiscard]] std::string one(const char* path) const {
        const auto values = all(path);
        return values.empty() ? std::string() : values.front();
    }
    [[nodiscard]] std::size_t count(const char* path) const { return document_.select_nodes(path).size(); }

private:
    static constexpr unsigned flags = pugi::parse_default | pugi::parse_ws_pcdata_single;
    pugi::xml_document document_;
    std::string error_;
};

} // namespace arna
