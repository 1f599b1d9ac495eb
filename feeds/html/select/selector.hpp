#pragma once
#include "feeds/html/select/node_ref.hpp"
#include "feeds/html/select/step_budget.hpp"

#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// CSS selectors and XPath 1.0 over trees (docs/selectors.md): Selectors 3 and the useful part of 4, with
/// `::attr(name)`
/// and `::text` as scrapers know them, and XPath without variables and namespaces.
namespace arna {

/// Why a text is no selector.
struct SelectorError {
    std::string message;    ///< what; what to do
    std::size_t column = 1; ///< in code points, from 1

    friend bool operator==(const SelectorError&, const SelectorError&) = default;
};

/// What a selector found.
struct Selection {
    NodeSet nodes;                         ///< elements, texts, attributes; of XPath also comments and the document
    std::optional<std::string> value = {}; ///< of XPath that gives a string, number or boolean, as a string
};

struct SelectorProgram;

/// A compiled selector; cheap to copy, safe to share between threads.
class Selector {
public:
    /// Bounds of what is written; beyond them a text is no selector.
    static constexpr std::size_t most_bytes = 4096;
    static constexpr std::size_t most_steps = 64; ///< compound selectors or steps of paths; as many operators
    static constexpr std::size_t most_nesting = 16;

    /// CSS; or XPath behind "xpath:". White space around it does not count.
    [[nodiscard]] static std::expected<Selector, SelectorError> compile(std::string_view text);

    [[nodiscard]] bool is_xpath() const;

    /// Whether what it finds are elements, not attributes, texts, strings or numbers.
    [[nodiscard]] bool finds_elements() const;

    /// A selector of the elements that hold those it finds: of "ul#list > li" that of "ul#list". Nothing where it names
    /// no such element by a class, an id or another attribute.
    [[nodiscard]] std::optional<Selector> container() const;

    /// The classes, ids and values of attributes that it asks for.
    [[nodiscard]] std::vector<std::string> names() const;

    [[nodiscard]] const SelectorProgram& program() const { return *program_; }

private:
    explicit Selector(std::shared_ptr<const SelectorProgram> program) : program_(std::move(program)) {}

    std::shared_ptr<const SelectorProgram> program_;
};

/// Runs selectors over one tree, on one budget. Everything that is asked for after the budget is spent is empty.
/// The tree and the selectors outlive it.
class SelectorRun {
public:
    SelectorRun(const HtmlTree& tree, StepBudget& budget);
    ~SelectorRun();
    SelectorRun(const SelectorRun&) = delete;
    SelectorRun& operator=(const SelectorRun&) = delete;

    /// What a selector finds in the document, or from one of its elements. CSS looks among what is in the element,
    /// where
    /// the selector as a whole may begin outside of it (as querySelectorAll does), and at the element itself if nothing
    /// is found there; with `>`, `+` or `~` at its beginning it starts at the element. XPath has the element as its
    /// context node.
    [[nodiscard]] Selection select(const Selector& selector, NodeId context = HtmlTree::document());

    /// The string-value of a node as XPath has it: all text in an element, the value of an attribute.
    [[nodiscard]] std::string text_of(NodeRef node);

private:
    class State;
    std::unique_ptr<State> state_;
};

} // namespace arna
