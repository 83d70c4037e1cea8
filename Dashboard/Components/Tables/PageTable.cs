using Concentric.Exports.Views;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Components.Tables;

/// <summary>
/// A table of a page, declared once: <see cref="PageTableView{T}"/> draws it, and the page's <see cref="PageExport"/> writes it to a
/// file, in the same order and by the same names.
/// </summary>
public sealed class PageTable<T>
{
    /// <param name="title">Of the table: its name for who has it read out, and its sheet's.</param>
    /// <param name="columns">In the order of the file.</param>
    /// <exception cref="ArgumentException">Two columns have one key.</exception>
    public PageTable(string title, Func<PageColumns<T>, IEnumerable<PageColumn<T>>> columns)
        : this(title, [.. columns(new())])
    {
        if (Columns.GroupBy(column => column.Key).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"{title}: {twice.Key} is there twice.");
    }

    private PageTable(string title, IReadOnlyList<PageColumn<T>> columns) => (Title, Columns) = (title, columns);

    public string Title { get; }

    public IReadOnlyList<PageColumn<T>> Columns { get; }

    /// <summary>The same table, with the cells of a column drawn by the page.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public PageTable<T> With(string key, RenderFragment<T> cell)
    {
        if (!Columns.Any(column => column.Key == key)) throw new KeyNotFoundException($"{Title} has no column {key}.");
        return new(Title, [.. Columns.Select(column => column.Key == key ? column with { Cell = cell } : column)]);
    }

    /// <summary>For a file; all rows are in memory.</summary>
    /// <param name="after">Rows after those, as a sum; with as many cells as the file has columns.</param>
    public ViewTable ToFile(IEnumerable<T> rows, params object?[][] after) =>
        ViewTable.Of(Title, [.. Columns.SelectMany(column => column.Sheet)], [.. rows.Select(Cells), .. after]);

    /// <summary>For a file; rows are read while they are written.</summary>
    /// <param name="total">Rows that there are by the store's own count.</param>
    public ViewTable ToFile(long total, IAsyncEnumerable<T> rows) =>
        ViewTable.Of(Title, [.. Columns.SelectMany(column => column.Sheet)], total, rows.Select(Cells));

    private object?[] Cells(T row) => [.. Columns.SelectMany(column => column.Cells(row))];
}
