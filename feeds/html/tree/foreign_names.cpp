#include "feeds/html/tree/foreign_names.hpp"

#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace arna {
namespace {

/// In the order of their names in lower case.
constexpr auto svg_elements = std::to_array<std::string_view>({
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "clipPath",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "foreignObject",
    "glyphRef",
    "linearGradient",
    "radialGradient",
    "textPath",
});

constexpr auto svg_attributes = std::to_array<std::string_view>({
    "attributeName",
    "attributeType",
    "baseFrequency",
    "baseProfile",
    "calcMode",
    "clipPathUnits",
    "diffuseConstant",
    "edgeMode",
    "filterUnits",
    "glyphRef",
    "gradientTransform",
    "gradientUnits",
    "kernelMatrix",
    "kernelUnitLength",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "numOctaves",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "requiredFeatures",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "viewBox",
    "viewTarget",
    "xChannelSelector",
    "yChannelSelector",
    "zoomAndPan",
});

/// Whether `name` in lower case comes before `lower`.
constexpr bool is_before(std::string_view name, std::string_view lower) {
    return std::ranges::lexicographical_compare(name, lower, {}, ascii_lower);
}

template <class Names>
constexpr bool is_sorted(const Names& names) {
    return std::ranges::is_sorted(names, [](std::string_view a, std::string_view b) {
        return std::ranges::lexicographical_compare(a, b, {}, ascii_lower, ascii_lower);
    });
}

static_assert(is_sorted(svg_elements) && is_sorted(svg_attributes));

template <class Names>
std::string_view adjusted(const Names& names, std::string_view lower) {
    const auto place = std::ranges::lower_bound(names, lower, is_before);
    return place != names.end() && equals_lower(*place, lower) ? *place : lower;
}

} // namespace

std::string_view svg_element_name(std::string_view lower) { return adjusted(svg_elements, lower); }

std::string_view foreign_attribute_name(HtmlNamespace space, std::string_view lower) {
    if (space == HtmlNamespace::svg) return adjusted(svg_attributes, lower);
    return lower == "definitionurl" ? "definitionURL" : lower;
}

} // namespace arna
