using System.Text.RegularExpressions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using CsCheck;

namespace Concentric.Tests.Core.Rules;

public partial class PlainTextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \u3000\r\n\t", null)]
    [InlineData("  3 号楼  ", "3 号楼")]
    [InlineData("a\u0000b\u0007c\u001Bd\u007Fe\u0085f", "abcdef")]
    [InlineData("a\r\nb\rc\nd\te", "a b c d e")]
    [InlineData("👨‍👩‍👧 🚰 é", "👨‍👩‍👧 🚰 é")]
    [InlineData("good\u202Egnp.exe\uFEFF", "goodgnp.exe")]
    [InlineData("=1+1", "=1+1")]
    [InlineData("00123", "00123")]
    public void OneLine(string? text, string? clean) => Assert.Equal(clean, PlainText.Clean(text));

    [Fact]
    public void SeveralLines_KeepBreaksAndTabs() => Assert.Equal("一\n二\n\t三\n四", PlainText.Clean("一\r\n二\n\t三\r四\u0000\n", lines: true));

    [Fact]
    public void HalvesOfPairs_AreTakenOut() => Assert.Equal("ab🚰", PlainText.Clean("a\uD83Db\uDEB0\uD83D\uDEB0"));

    /// <summary>Whatever comes in, what is left can be stored as UTF-8 and in a workbook, and cleaning it again changes nothing.</summary>
    [Fact]
    public void AnyText_IsCleanAfterwards() =>
        Gen.Int[0, 0xFFFF].Array[0, 40].Select(codes => string.Concat(codes.Select(code => (char)code))).Sample(text =>
        {
            foreach (var lines in new[] { false, true })
            {
                var clean = PlainText.Clean(text, lines) ?? "";
                Assert.Equal(clean, PlainText.Clean(clean, lines) ?? "");
                Assert.Equal(clean, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(clean)));
                Assert.DoesNotContain(clean, character => char.IsControl(character) && !(lines && character is '\n' or '\t'));
            }
        });

    [Theory]
    [InlineData("abc", 3, "", "abc")]
    [InlineData("abcd", 3, "", "abc")]
    [InlineData("ab😀", 4, "", "ab😀")]
    [InlineData("ab😀", 3, "", "ab")]
    [InlineData("ab😀d", 4, "…", "ab…")]
    [InlineData("a😀de", 4, "…", "a😀…")]
    [InlineData("😀", 1, "", "")]
    [InlineData("", 0, "…", "")]
    [InlineData(null, 3, "…", null)]
    public void WhatIsTooLong_IsCutBetweenCharacters_ToWhatFits(string? text, int most, string ending, string? expected) =>
        Assert.Equal(expected, PlainText.Cut(text, most, ending));

    /// <summary>A text that is cut by hand can end in half a character, which no file and no other program takes.</summary>
    [Fact]
    public void NoText_IsCutByHand() =>
        Assert.Equal([], Repository.SourceFiles().Concat(Repository.RazorFiles())
            .Where(file => !file.StartsWith("Dashboard.Tests/", StringComparison.Ordinal)
                && !file.StartsWith("Benchmarks/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file)).Where(line => CutByHand().IsMatch(line))
                .Select(line => $"{file}: {line.Trim()}")));

    [Theory]
    [InlineData("text.Length > Most ? text[..Most] : text", true)]
    [InlineData("about.Message.Length > MostOfMessage ? about.Message[..(MostOfMessage - 1)] + \"…\" : about.Message", true)]
    [InlineData("name.Length <= TextLimits.Title ? name : name[..(TextLimits.Title - 1)] + Cut", true)]
    [InlineData("text.Length <= most ? text : text[..(most - 1)] + Cut", true)]
    [InlineData("text is { Length: > Most } ? text[..Most] : text", true)]
    [InlineData("text[..Math.Min(20, text.Length)]", true)]
    [InlineData("overdue.Count > MostItems ? overdue[..MostItems] : overdue", false)]
    [InlineData("bytes.Span[..Math.Min(Head, bytes.Length)]", false)]
    [InlineData("path[..(path.LastIndexOf('/') + 1)]", false)]
    public void WhatIsCutByHand_IsSeen(string line, bool isByHand) => Assert.Equal(isByHand, CutByHand().IsMatch(line));

    // "text.Length > Most ? text[..Most]", in either order and as a pattern, with room for a mark of its own, or as far as it goes.
    [GeneratedRegex(@"(\w+)\??\.Length (>|<=) ([\w.]+)\)? ?\?? .*\b\1\[\.\.\3\]|\{ Length: > ([\w.]+) \}.*\[\.\.\4\]"
        + @"|\[\.\.\((?:TextLimits\.)?\w+ - \d+\)|\b(\w+)\[\.\.Math\.Min\(.*\b\5\.Length")]
    private static partial Regex CutByHand();
}
