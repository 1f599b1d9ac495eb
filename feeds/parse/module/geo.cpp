#include "feeds/parse/module/geo.hpp"

#include "feeds/parse/fields.hpp"
#include "feeds/parse/limits.hpp"
#include "feeds/parse/numbers.hpp"
#include "feeds/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arna {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Numbers between blanks or commas; nothing if one is none.
std::vector<double> read_numbers(std::string_view text) {
    std::vector<double> numbers;
    constexpr std::string_view between = " \t\r\n,";
    while (true) {
        const auto first = text.find_first_not_of(between);
        if (first == std::string_view::npos) return numbers;
        text.remove_prefix(first);
        const auto end = std::min(text.find_first_of(between), text.size());
        const auto number = read_decimal(text.substr(0, end));
        if (!number || numbers.size() == limits::coordinates) return {};
        numbers.push_back(*number);
        text.remove_prefix(end);
    }
}

/// Whether GML coordinates of this system come as longitude (or easting) and latitude.
bool is_longitude_first(std::string_view system) {
    if (system.empty()) return false;
    const auto code_at = system.find_last_of(":#/");
    const auto code = read_count(code_at == std::string_view::npos ? system : system.substr(code_at + 1));
    const bool is_geographic = code && ((*code >= 4000 && *code < 5000) || (*code >= 3819 && *code <= 3906));
    return !is_geographic;
}

std::size_t fewest(Geo::Shape shape) {
    switch (shape) {
    case Geo::Shape::point: return 1;
    case Geo::Shape::polygon: return 4;
    case Geo::Shape::line:
    case Geo::Shape::box: return 2;
    }
    return 1;
}

struct Axes {
    bool is_longitude_first = false;
    std::size_t dimensions = 2;
};

bool is_whole(const Geo::Position& at) { return !std::isnan(at.latitude) && !std::isnan(at.longitude); }

/// Whether a place is known: of several the first counts.
bool is_placed(const Boxed<Geo>& geo) {
    return geo && !geo->positions.empty() && std::ranges::all_of(geo->positions, is_whole);
}

void set_shape(Boxed<Geo>& geo, Geo::Shape shape, std::string_view text, Axes axes = {}) {
    if (is_placed(geo)) return;
    const auto numbers = read_numbers(text);
    Geo made{.shape = shape, .positions = {}, .elevation = geo ? geo->elevation : std::nullopt};
    for (std::size_t i = 0; i + axes.dimensions <= numbers.size(); i += axes.dimensions) {
        const auto [first, second] = std::pair(numbers[i], numbers[i + 1]);
        made.positions.push_back(axes.is_longitude_first ? Geo::Position{second, first} : Geo::Position{first, second});
    }
    if (made.positions.size() < fewest(shape)) return;
    if (shape == Geo::Shape::point) made.positions.resize(1);
    if (axes.dimensions == 3 && shape == Geo::Shape::point) made.elevation = numbers[2];
    geo = std::move(made);
}

template <Geo::Shape Shape, class Part>
void simple(Reader& reader, const Element& element, Part& part) {
    set_shape(part.geo, Shape, reader.value(element));
}

/// The texts of the elements below with one of these names, as one; GML wraps coordinates in several layers.
std::string text_below(Reader& reader, const Element& element, std::initializer_list<std::string_view> names,
                       std::size_t layers = 4) {
    std::string found;
    element.each_child([&](const Element& child) {
        const auto is_named = [&](std::string_view name) { return equals_ignoring_case(name, child.name); };
        if (child.is(Ns::gml, "interior") || child.is(Ns::gml, "innerBoundaryIs")) return; // holes of a polygon
        if (std::ranges::any_of(names, is_named)) {
            found += " " + reader.value(child);
        } else if (layers > 1) {
            found += text_below(reader, child, names, layers - 1);
        }
    });
    return found;
}

Axes axes_of(const Element& element) {
    return {.is_longitude_first = is_longitude_first(trim_html_space(element.attribute("srsName"))),
            .dimensions = read_count(element.attribute("srsDimension")) == 3 ? 3U : 2U};
}

template <class Part>
void gml(Reader& reader, const Element& element, Part& part) {
    const auto is_named = [&](std::string_view name) { return equals_ignoring_case(element.name, name); };
    if (is_named("point"))
        set_shape(part.geo, Geo::Shape::point, text_below(reader, element, {"pos", "coordinates"}), axes_of(element));
    if (is_named("linestring"))
        set_shape(part.geo, Geo::Shape::line, text_below(reader, element, {"posList", "pos", "coordinates"}),
                  axes_of(element));
    if (is_named("polygon"))
        set_shape(part.geo, Geo::Shape::polygon, text_below(reader, element, {"posList", "pos", "coordinates"}),
                  axes_of(element));
    if (is_named("box")) // of GML 2, whose successor is the envelope
        set_shape(part.geo, Geo::Shape::box, text_below(reader, element, {"coordinates"}), axes_of(element));
    if (is_named("envelope")) {
        const auto corners =
            text_below(reader, element, {"lowerCorner"}) + " " + text_below(reader, element, {"upperCorner"});
        set_shape(part.geo, Geo::Shape::box, corners, axes_of(element));
    }
}

/// georss:where holds a GML shape.
template <class Part>
void where(Reader& reader, const Element& element, Part& part) {
    element.each_child([&](const Element& child) {
        if (child.ns == Ns::gml) gml(reader, child, part);
    });
}

Geo& point_of(Boxed<Geo>& geo) {
    if (!geo || geo->shape != Geo::Shape::point || geo->positions.empty()) {
        geo = Geo{.shape = Geo::Shape::point,
                  .positions = {{unknown, unknown}},
                  .elevation = geo ? geo->elevation : std::nullopt};
    }
    return *geo;
}

template <double Geo::Position::* Axis, class Part>
void axis(Reader& reader, const Element& element, Part& part) {
    if (is_placed(part.geo)) return;
    if (const auto degrees = read_decimal(reader.value(element))) point_of(part.geo).positions.front().*Axis = *degrees;
}

template <class Part>
void elevation(Reader& reader, const Element& element, Part& part) {
    const auto metres = read_decimal(reader.value(element));
    if (!metres) return;
    if (!part.geo) part.geo.emplace();
    if (!part.geo->elevation) part.geo->elevation = metres;
}

template <class Part>
void lat_long(Reader& reader, const Element& element, Part& part) {
    set_shape(part.geo, Geo::Shape::point, reader.value(element));
}

template <class Part>
void geo_point(Reader& reader, const Element& element, Part& part);

template <class Part>
constexpr auto rules = std::to_array<FieldRule<Part>>({
    {Ns::georss, "point", simple<Geo::Shape::point, Part>},
    {Ns::georss, "line", simple<Geo::Shape::line, Part>},
    {Ns::georss, "polygon", simple<Geo::Shape::polygon, Part>},
    {Ns::georss, "box", simple<Geo::Shape::box, Part>},
    {Ns::georss, "where", where<Part>},
    {Ns::georss, "elev", elevation<Part>},
    {Ns::gml, "point", gml<Part>},
    {Ns::gml, "linestring", gml<Part>},
    {Ns::gml, "polygon", gml<Part>},
    {Ns::gml, "box", gml<Part>},
    {Ns::gml, "envelope", gml<Part>},
    {Ns::geo, "lat", axis<&Geo::Position::latitude, Part>},
    {Ns::geo, "long", axis<&Geo::Position::longitude, Part>},
    {Ns::geo, "lon", axis<&Geo::Position::longitude, Part>},
    {Ns::geo, "alt", elevation<Part>},
    {Ns::geo, "lat_long", lat_long<Part>},
    {Ns::geo, "point", geo_point<Part>},
    {Ns::icbm, "latitude", axis<&Geo::Position::latitude, Part>},
    {Ns::icbm, "longitude", axis<&Geo::Position::longitude, Part>},
});

/// geo:Point holds geo:lat and geo:long.
template <class Part>
void geo_point(Reader& reader, const Element& element, Part& part) {
    element.each_child([&](const Element& child) {
        if (child.is(Ns::geo, "lat")) axis<&Geo::Position::latitude>(reader, child, part);
        if (child.is(Ns::geo, "long") || child.is(Ns::geo, "lon")) axis<&Geo::Position::longitude>(reader, child, part);
        if (child.is(Ns::geo, "alt")) elevation(reader, child, part);
    });
}

} // namespace

std::span<const FieldRule<RawFeed>> geo_of_feeds() { return rules<RawFeed>; }
std::span<const FieldRule<RawItem>> geo_of_items() { return rules<RawItem>; }

void settle_geo(Boxed<Geo>& geo) {
    if (!is_placed(geo)) geo.reset();
}

} // namespace arna
