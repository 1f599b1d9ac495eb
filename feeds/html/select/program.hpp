#pragma once
#include "feeds/html/select/selector.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What CSS and XPath are compiled to: paths of steps with predicates, as XPath has them. A CSS selector is a test of
/// one element, in which the rest of the selector is a path that leads back from it.
namespace arna {

enum class Axis : std::uint8_t {
    self,
    child,
    parent,
    descendant,
    descendant_or_self,
    ancestor,
    ancestor_or_self,
    following,
    following_sibling,
    preceding,
    preceding_sibling,
    attribute,
    next_element,     ///< the first element among the following siblings
    previous_element, ///< the first among the preceding ones
};

enum class NodeTest : std::uint8_t { node, element, text, comment, nothing, named };

/// Numbers of expressions in SelectorProgram::expressions.
using ExprId = std::uint32_t;

/// A name of elements or attributes: HTML knows them in lower case, SVG as they are written.
struct SelectedName {
    std::string written, lower;
};

struct Step {
    Axis axis = Axis::child;
    NodeTest test = NodeTest::node;
    std::uint32_t name = 0;         ///< in SelectorProgram::names, of a named one
    std::vector<ExprId> predicates; ///< of a CSS step each is a test of the node
    bool is_positional = false;     ///< a predicate asks for the position
};

enum class ExprKind : std::uint8_t {
    number,
    string,
    path,   ///< steps from the context node, the document or the nodes of `arguments[0]`
    filter, ///< nodes of `arguments[0]` that pass the predicates, the other arguments
    unite,
    any, ///< or; CSS: one of the alternatives
    all, ///< and
    equal,
    unequal,
    less,
    less_equal,
    greater,
    greater_equal,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    negate,
    call,
    // Tests of CSS, of the context node:
    none,      ///< none of the arguments holds
    has_name,  ///< an element's name is names[name]
    has_class, ///< one of its classes is `text`
    attribute, ///< the attribute names[name] compares with `text`
    nth,       ///< its place among its siblings
    is_empty,
    is_root,
    is_scope,
    contains, ///< `text` is in its text, white space collapsed
};

enum class XpathType : std::uint8_t { nodes, string, number, boolean };

/// How `[a…b]` compares.
enum class AttributeTest : std::uint8_t { exists, is, is_not, has_word, has_language, begins, ends, contains };

enum class Siblings : std::uint8_t { all, of_type, of_selector };

/// `an+b` among siblings.
struct NthTest {
    std::int32_t step = 0, offset = 0;
    Siblings among = Siblings::all; ///< of_selector: those that pass `arguments[0]`
    bool from_end = false;
};

/// Where a path begins.
enum class PathStart : std::uint8_t { context, document, nodes };

struct Expr {
    ExprKind kind = ExprKind::string;
    XpathType type = XpathType::boolean;
    PathStart start = PathStart::context;
    AttributeTest test = AttributeTest::exists;
    bool ignores_case = false; ///< of an attribute's value
    bool is_of_quirks = false; ///< ".name", "#name": in quirks mode without case (Selectors 4 §6.6)
    std::uint8_t function = 0; ///< of a call: in xpath_functions()
    std::uint32_t name = 0;    ///< in SelectorProgram::names
    double number = 0;
    NthTest nth = {};
    std::string text;
    std::vector<ExprId> arguments;
    std::vector<Step> steps;
};

/// One alternative of a CSS selector.
struct CssBranch {
    ExprId expr = 0;          ///< a test of an element; or, if relative, a path from the context
    bool is_relative = false; ///< begins with a combinator
    bool is_bare = false;     ///< has a pseudo-element alone: the context element counts as one of its own
    enum class Output : std::uint8_t { element, attribute, text } output = Output::element;
    std::uint32_t name = 0; ///< of the attribute, in SelectorProgram::names
};

struct SelectorProgram {
    std::vector<Expr> expressions;
    std::vector<SelectedName> names;
    std::vector<CssBranch> branches; ///< of CSS
    ExprId root = 0;                 ///< of XPath
    bool is_xpath = false;
};

} // namespace arna
