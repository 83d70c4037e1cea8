using System.Text.RegularExpressions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components;

/// <summary>
/// The Razor compiler takes away a space before and behind a block of code within a line, and at either end of its text: two words
/// would stand as one. Such a space is written <c>@(" ")</c>.
/// </summary>
public sealed partial class WordSpacesTests
{
    [Theory]
    [InlineData("<b>a</b> @if (x){<i>b</i>}", true)]
    [InlineData("@if (x){<i>b</i>} <b>a</b>", true)]
    [InlineData("<b>a</b>@if (x){<text> @b</text>}", true)]
    [InlineData("<b>a</b>@(\" \")@if (x){<i>b</i>}@(\" \")<b>c</b>", false)]
    [InlineData("<b>a</b>@if (x){<text> · @b</text>}", false)]
    [InlineData("<small>@a </small><b>c</b>", true)]
    [InlineData("    @if (x)", false)]
    public void ALostSpace_IsSeen(string line, bool isLost) => Assert.Equal(isLost, Lost().IsMatch(line));

    [Fact]
    public void NoSpaceBetweenWords_IsLost() => Assert.Equal([],
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "Dashboard"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).Index().Where(line => Lost().IsMatch(line.Item))
                .Select(line => $"{Path.GetFileName(file)}:{line.Index + 1}")));

    [GeneratedRegex(@"\S @(?:if|foreach) ?\(|@(?:if|foreach) ?\(.*>\} <[a-zA-Z]|<text> @|@[^\s<>]+ </[a-z]")]
    private static partial Regex Lost();
}
