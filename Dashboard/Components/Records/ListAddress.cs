using Concentric.Dashboard.Features.Figures;

namespace Concentric.Dashboard.Components.Records;

/// <summary>The address of a list, and of the same list with one thing changed. Whatever changes, it starts on the first page.</summary>
/// <param name="Path">Without the fields.</param>
/// <param name="Fields">Name and value, in the order of the address.</param>
public sealed record ListAddress(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>True when nothing is narrowed.</summary>
    public bool IsPlain => Fields.All(part => part.Key is "sort" or "page" or "columns");

    public static ListAddress Of(string uri)
    {
        var address = new Uri(uri);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query);
        return new(address.AbsolutePath, [.. query.Select(part => KeyValuePair.Create(part.Key, part.Value.ToString()))]);
    }

    /// <summary>With a filter or search; null takes it out.</summary>
    public string With(string name, string? value) => Write([.. Without(name, "page"), KeyValuePair.Create(name, value ?? "")]);

    public string WithView(string? view) => With("view", view);

    /// <summary>Sorted by a column; a second time the other way round.</summary>
    public string WithSort(string column, string present) => With("sort", present == column ? "-" + column : column);

    public string WithPage(int page) =>
        Write([.. Without("page"),
            KeyValuePair.Create("page", page == 1 ? "" : page.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

    /// <summary>In the reader's own columns.</summary>
    public string WithoutColumns() => Write([.. Without("columns")]);

    /// <summary>Without filters and search; the view, the order and the columns stay.</summary>
    public string Cleared() => Write([.. Fields.Where(part => part.Key is "view" or "sort" or "columns")]);

    /// <summary>What a saved view holds: the fields by name, without what is of the moment.</summary>
    /// <param name="columns">Keys of the columns as they are shown, for an address that does not say them; null for the list's own.</param>
    public string Saved(IReadOnlyList<string>? columns)
    {
        var fields = Without("page", "ids", "told").ToList();
        if (columns is not null && fields.All(part => part.Key != "columns"))
            fields.Add(KeyValuePair.Create("columns", string.Join(',', columns)));
        return Write([.. fields.OrderBy(part => part.Key, StringComparer.Ordinal)], "").TrimStart('?');
    }

    /// <summary>The same rows as a file.</summary>
    /// <param name="ids">Some of them; null for all.</param>
    public string Export(string kind, string format, IEnumerable<long>? ids = null)
    {
        var fields = Without("page", "columns").ToList();
        if (ids is not null) fields.Add(KeyValuePair.Create("ids", string.Join(',', ids)));
        return Write(fields, $"/lists/{kind}/export.{format}");
    }

    private IEnumerable<KeyValuePair<string, string>> Without(params string[] names) => Fields.Where(part => !names.Contains(part.Key));

    private string Write(IReadOnlyList<KeyValuePair<string, string>> fields, string? path = null) =>
        SliceAddress.Query(path ?? Path, [.. fields.Select(part => (part.Key, (string?)part.Value))]);
}
