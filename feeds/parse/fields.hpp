#pragma once
#include "feeds/parse/format/element_table.hpp"
#include "feeds/parse/numbers.hpp"
#include "feeds/parse/person.hpp"
#include "feeds/parse/texts.hpp"

#include <string>
#include <utility>

/// Readers for the rules of element tables, named by what they make of an element: `{Ns::dc, "date",
/// date<&RawItem::updated>}`. An element that says nothing changes nothing.
namespace arna::fields {

template <class Member>
struct OwnerOf;
template <class Owner, class Value>
struct OwnerOf<Value Owner::*> {
    using type = Owner;
};
template <auto Member>
using Owner = typename OwnerOf<decltype(Member)>::type;

/// Puts a value in its place unless it is empty.
template <class Value>
void set(Value& field, Value value) {
    if constexpr (requires { value.empty(); }) {
        if (!value.empty()) field = std::move(value);
    } else {
        if (value) field = std::move(value);
    }
}

/// Character data.
template <auto Member>
void value(Reader& reader, const Element& element, Owner<Member>& part) {
    set(part.*Member, reader.value(element));
}

/// A URL, made absolute.
template <auto Member>
void url(Reader& reader, const Element& element, Owner<Member>& part) {
    set(part.*Member, reader.url(element));
}

/// A whole number.
template <auto Member>
void count(Reader& reader, const Element& element, Owner<Member>& part) {
    set(part.*Member, read_small_count(reader.value(element)));
}

template <auto Member>
void date(Reader& reader, const Element& element, Owner<Member>& part) {
    set(part.*Member, reader.date(element));
}

/// A text of RSS and its modules that is HTML only where it looks like it.
template <auto Member>
void text(Reader& reader, const Element& element, Owner<Member>& part) {
    set(part.*Member, rss_text(reader, element, RssText::plain_or_html));
}

template <auto Member>
void html(Reader& reader, const Element& element, Owner<Member>& part) {
    set(part.*Member, rss_text(reader, element, RssText::html));
}

/// An Atom text construct.
template <auto Member>
void atom(Reader& reader, const Element& element, Owner<Member>& part) {
    set(part.*Member, atom_text(reader, element));
}

/// A text added to a list.
template <auto Member>
void html_of_list(Reader& reader, const Element& element, Owner<Member>& part) {
    auto text = rss_text(reader, element, RssText::html);
    if (!text.empty()) reader.room.add(part.*Member, std::move(text));
}

/// A person written in one line.
template <auto Member>
void person(Reader& reader, const Element& element, Owner<Member>& part) {
    if (auto made = read_person(reader.value_within(element)); !(part.*Member) && made != Person{})
        part.*Member = std::move(made);
}

template <auto Member>
void person_of_list(Reader& reader, const Element& element, Owner<Member>& part) {
    reader.each_value_within(
        element, [&](const std::string& line) { add_person(reader.room, part.*Member, read_person(line)); });
}

/// Known, and of no use to the model.
template <class Part>
void ignore(Reader&, const Element&, Part&) {}

} // namespace arna::fields
