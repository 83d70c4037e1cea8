using Concentric.Rules;
using CsCheck;

namespace Concentric.Tests.Core.Rules;

public class PlainTextTests
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
}
