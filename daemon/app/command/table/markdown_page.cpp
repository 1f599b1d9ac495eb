#include "daemon/app/command/table/markdown_page.hpp"

#include "feeds/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace arna {
namespace {

constexpr std::size_t widest_table = 72; ///< columns of a terminal, without the page's margin

using Row = std::vector<std::string>;

std::string_view trimmed_cell(std::string_view cell) {
    while (cell.starts_with(' ')) cell.remove_prefix(1);
    while (cell.ends_with(' ')) cell.remove_suffix(1);
    return cell;
}

/// "| a | `b` |" → "a", "`b`"
Row cells_of(std::string_view line) {
    Row cells;
    std::string cell;
    bool is_code = false;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '`') is_code = !is_code;
        if (line[i] == '|' && !is_code) {
            cells.emplace_back(trimmed_cell(cell));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    return cells;
}

bool is_rule_of_table(std::string_view line) { return line.find_first_not_of("|-: ") == std::string_view::npos; }

/// Code in bold, links by their text, emphasis plain.
std::string inline_text(std::string_view text) {
    std::string out, plain;
    const auto flush = [&] {
        out += man_text(plain);
        plain.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '`') {
            const auto end = std::min(text.find('`', i + 1), text.size());
            flush();
            out += "\\fB" + man_text(text.substr(i + 1, end - i - 1)) + "\\fR";
            i = end;
        } else if (text[i] == '[' && text.find("](", i) != std::string_view::npos) {
            const auto end = text.find("](", i);
            plain += text.substr(i + 1, end - i - 1);
            i = std::min(text.find(')', end), text.size());
        } else if (text[i] != '*') {
            plain += text[i];
        }
    }
    flush();
    return out;
}

class Converter {
public:
    std::string convert(std::string_view markdown) {
        while (!markdown.empty()) {
            const auto end = std::min(markdown.find('\n'), markdown.size());
            line(markdown.substr(0, end));
            markdown.remove_prefix(std::min(end + 1, markdown.size()));
        }
        end_block();
        return std::move(out_);
    }

private:
    void line(std::string_view text) {
        if (text.starts_with("```")) return fence();
        if (is_code_) return code(text);
        if (text.starts_with("|")) return row(text);
        if (!table_.empty()) end_block();
        if (text.empty()) return end_block();
        if (text.starts_with("# ")) return; // the title: NAME has it
        if (text.starts_with("## ")) return heading("SH", text.substr(3));
        if (text.starts_with("### ")) return heading("SS", text.substr(4));
        if (text.starts_with("- ")) {
            end_block();
            out_ += ".IP \\(bu 2\n";
            paragraph_ = text.substr(2);
            return;
        }
        if (paragraph_.empty()) out_ += ".PP\n";
        if (!paragraph_.empty()) paragraph_ += ' ';
        paragraph_ += trimmed_cell(text);
    }

    void fence() {
        end_block();
        out_ += is_code_ ? ".fi\n.RE\n" : ".PP\n.RS 4\n.nf\n";
        is_code_ = !is_code_;
    }

    void code(std::string_view text) { out_ += man_text(text) + '\n'; }

    void heading(std::string_view macro, std::string_view text) {
        end_block();
        fmt::format_to(std::back_inserter(out_), ".{} \"{}\"\n", macro, inline_text(text));
    }

    void row(std::string_view text) {
        if (table_.empty()) end_paragraph();
        if (!is_rule_of_table(text) || table_.empty()) table_.push_back(cells_of(text));
    }

    void end_paragraph() {
        if (!paragraph_.empty()) out_ += inline_text(paragraph_) + '\n';
        paragraph_.clear();
    }

    void end_block() {
        end_paragraph();
        if (table_.empty()) return;
        if (width() <= widest_table)
            narrow_table();
        else
            wide_table();
        table_.clear();
    }

    [[nodiscard]] std::size_t width() const {
        std::vector<std::size_t> widths;
        for (const auto& cells : table_) {
            widths.resize(std::max(widths.size(), cells.size()));
            for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], code_points(cells[i]) + 2);
        }
        std::size_t sum = 0;
        for (const auto one : widths) sum += one;
        return sum;
    }

    /// For tbl(1). "\&" keeps a cell from being read as a rule or a macro.
    void narrow_table() {
        fmt::format_to(std::back_inserter(out_), ".PP\n.TS\n{}.\n", std::string(table_.front().size(), 'l'));
        for (const auto& cells : table_) {
            for (std::size_t i = 0; i < cells.size(); ++i)
                fmt::format_to(std::back_inserter(out_), "{}\\&{}", i == 0 ? "" : "\t", inline_text(cells[i]));
            out_ += '\n';
        }
        out_ += ".TE\n";
    }

    void wide_table() {
        const auto& head = table_.front();
        for (std::size_t i = 1; i < table_.size(); ++i) {
            const auto& cells = table_[i];
            std::string text;
            for (std::size_t j = 1; j < cells.size(); ++j) {
                if (cells[j].empty()) continue;
                const auto name = j < head.size() && !head[j].empty() ? head[j] + ": " : std::string();
                text += fmt::format("{}{}{}", text.empty() ? "" : ". ", name, cells[j]);
            }
            fmt::format_to(std::back_inserter(out_), ".TP\n{}\n{}\n", inline_text(cells.front()),
                           text.empty() ? "\\&" : inline_text(text));
        }
    }

    std::string out_, paragraph_;
    std::vector<Row> table_;
    bool is_code_ = false;
};

} // namespace

std::string man_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (out.empty() && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if (c == '"')
            out += "\\(dq"; // it would end the argument of a macro
        else if (c == '\n')
            out += ' ';
        else
            out += c;
    }
    return out;
}

std::string man_of_markdown(std::string_view markdown) { return Converter().convert(markdown); }

} // namespace arna
