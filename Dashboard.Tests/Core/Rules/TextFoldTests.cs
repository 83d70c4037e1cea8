using Concentric.Rules;
using CsCheck;

namespace Concentric.Tests.Core.Rules;

public class TextFoldTests
{
    [Theory]
    [InlineData("Wi-Fi", "wi-fi")]
    [InlineData("ＷＩ－ＦＩ", "wi-fi")]
    [InlineData("SQ—2026–000412", "sq-2026-000412")]
    [InlineData("馨盛园　３号楼", "馨盛园 3号楼")]
    [InlineData("（Ａ）", "(a)")]
    public void TheSameText_IsOneText(string text, string folded)
    {
        Assert.Equal(folded, TextFold.Of(text));
        Assert.Equal(folded, TextFold.Of(folded));
        Assert.True(TextFold.Holds(new string('长', 300) + text, folded));
        Assert.True(TextFold.Holds(text, folded[1..]));
        Assert.False(TextFold.Holds(text, folded + "x"));
        Assert.False(TextFold.Holds(null, folded));
    }

    [Fact]
    public void EveryCharacter_BecomesOne_AndTheTablesForTheStoreSayTheSame()
    {
        Assert.Equal(TextFold.Wide.Length, TextFold.Plain.Length);
        Assert.Equal(TextFold.Plain.ToLowerInvariant(), TextFold.Of(TextFold.Wide));
        Gen.String.Sample(text => TextFold.Of(text).Length == text.Length && TextFold.Holds(text, TextFold.Of(text)));
    }
}
