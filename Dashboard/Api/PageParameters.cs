using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Concentric.Dashboard.Api;

/// <summary>Which page of a list.</summary>
internal sealed record PageParameters
{
    /// <summary>Names of the parameters.</summary>
    public static readonly string[] Names = ["page", "pageSize"];

    [FromQuery(Name = "page")]
    public string? Page { get; init; }

    [FromQuery(Name = "pageSize")]
    public string? PageSize { get; init; }

    public const int DefaultSize = 50;

    /// <param name="mostRows">The most rows that a page may have.</param>
    public (int Page, int Size) Read(int mostRows, FieldProblems problems)
    {
        // So that the rows before the page can be counted in an int.
        var page = ReadNumber("page", Page, 1, int.MaxValue / mostRows, problems);
        var size = ReadNumber("pageSize", PageSize, DefaultSize, mostRows, problems);
        return (page, size);
    }

    private static int ReadNumber(string field, string? text, int standard, int most, FieldProblems problems)
    {
        if (string.IsNullOrEmpty(text)) return standard;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        problems.Add(field, "Problem.Whole", text, most);
        return standard;
    }
}
