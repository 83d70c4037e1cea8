using System.Text.RegularExpressions;
using Concentric.Tests.TestData;

namespace Concentric.Tests;

/// <summary>No line of C# that is written by hand is too long to be read beside another file.</summary>
public sealed partial class LineLengthTests
{
    private const int Most = 140;

    [Fact]
    public void NoLine_IsTooLong() =>
        Assert.Equal([], Repository.SourceFiles().SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file))
            .Select((line, i) => (Text: line, Where: $"{file}:{i + 1}"))
                .Where(line => line.Text.Length > Most && !IsOneText().IsMatch(line.Text))
            .Select(line => line.Where)));

    [Fact]
    public void NoTwoBlankLines_StandTogether() =>
        Assert.Equal([], Repository.SourceFiles().Where(file => File.ReadAllText(Path.Combine(Repository.Root, file))
            .ReplaceLineEndings("\n").Contains("\n\n\n", StringComparison.Ordinal)));

    // A formula of a workbook, a piece of XML, SQL or an expression is one text, and is read as one.
    [GeneratedRegex("""^\s*[{<]|["].{80,}["]|^\s*(WITH|SELECT|INSERT|UNION|UPDATE|CREATE|t AS)\b""")]
    private static partial Regex IsOneText();
}
