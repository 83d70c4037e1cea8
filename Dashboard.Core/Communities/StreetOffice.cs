using System.Globalization;

namespace Concentric.Communities;

/// <summary>The street office (街道办) whose communities these are.</summary>
/// <param name="Name">From <c>Office:Name</c>.</param>
/// <param name="NameEn">From <c>Office:NameEn</c>.</param>
public sealed record StreetOffice(string Name, string NameEn)
{
    /// <summary>
    /// From <c>Office:Address</c>: where people reach the program, without a slash at the end; links in workbooks lead there.
    /// </summary>
    public string Address { get; init; } = "http://localhost:5080";

    /// <summary>What an office is called that has not said its name.</summary>
    public const string NoName = "街道办事处";

    /// <summary>True when the office has said its name.</summary>
    public bool IsNamed => Name != NoName;

    /// <summary>The name in the reader's language.</summary>
    public string NameFor(CultureInfo culture) => culture.Pick(Name, NameEn);
}
