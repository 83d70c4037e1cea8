using System.Globalization;
using System.Text;
using Concentric.Robots;
using CsCheck;

namespace Concentric.Tests.Core.Robots;

/// <summary>What fits into a message, and how fast messages follow each other.</summary>
public sealed class RobotWireTests
{
    private const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";

    private static readonly string[] Parts = ["社", "a\"", Family, "\\"];

    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public void AWeComText_Has2048BytesAtMost()
    {
        // Three bytes for each Chinese character.
        var most = new string('社', 682) + "ab";
        Assert.Equal(2_048, Encoding.UTF8.GetByteCount(most));
        Assert.True(RobotWire.Takes(RobotForm.WeCom, false, most));
        Assert.False(RobotWire.Takes(RobotForm.WeCom, false, most + "c"));
    }

    [Theory]
    [InlineData(RobotForm.DingTalk, false)]
    [InlineData(RobotForm.Feishu, false)]
    [InlineData(RobotForm.Feishu, true)]
    public void TheOthers_TakeABodyOf20Kilobytes(RobotForm form, bool isSigned)
    {
        var time = DateTimeOffset.UnixEpoch.AddDays(20_000);
        var around = RobotWire.BodyOf(form, isSigned ? "x" : null, "", time).Length;
        // A quote and a new line take two bytes each in the body.
        var most = "\"\n" + new string('a', 20_000 - around - 4);
        Assert.Equal(20_000, RobotWire.BodyOf(form, isSigned ? "x" : null, most, time).Length);
        Assert.True(RobotWire.Takes(form, isSigned, most));
        Assert.False(RobotWire.Takes(form, isSigned, most + "a"));
    }

    [Fact]
    public void WhatDoesNotFit_IsLeftOutFromTheEnd_AndCounted_AndTheLinkStays()
    {
        List<string> lines = [.. Enumerable.Range(1, 200).Select(number => $"馨盛园第{number}小区：逾期 {number}")];
        var text = RobotText.Fit(RobotForm.WeCom, false, "提醒", lines, "https://office.example.cn/work", Chinese).Split('\n');
        var shown = text.Length - 3;
        Assert.Equal("【同心圆】提醒", text[0]);
        Assert.Equal(lines.Take(shown), text[1..(1 + shown)]);
        Assert.Equal(($"… 还有 {200 - shown} 行，请登录后查看", "https://office.example.cn/work"), (text[^2], text[^1]));
        // One line more would have been too long.
        Assert.False(RobotWire.Takes(RobotForm.WeCom, false,
            string.Join('\n', [text[0], .. lines.Take(shown + 1), $"… 还有 {199 - shown} 行，请登录后查看", text[^1]])));
    }

    [Fact]
    public void WhateverIsSaid_FitsWholeCharacters_AndKeepsTheLink() => Gen.Select(
        Gen.Int[0, 2], Gen.Bool, Gen.String[0, 900], Gen.Int[0, 3].List[0, 120].List[0, 90])
        .Sample((number, isSigned, title, parts) =>
        {
            var form = (RobotForm)number;
            var lines = parts.Select(part => string.Concat(part.Select(one => Parts[one]))).ToList();
            var head = title.ReplaceLineEndings(" ").Replace("\n", " ") + string.Concat(Enumerable.Repeat(Family, 40));
            var text = RobotText.Fit(form, isSigned, head, lines, "https://x.cn/w", Chinese);
            return RobotWire.Takes(form, isSigned, text) && text.EndsWith("\nhttps://x.cn/w", StringComparison.Ordinal);
        }, iter: 300);

    [Fact]
    public void ATitleThatIsTooLong_IsCutBetweenCharactersAsPeopleSeeThem()
    {
        var text = RobotText.Fit(RobotForm.WeCom, false, string.Concat(Enumerable.Repeat(Family, 200)), [], null, Chinese);
        Assert.EndsWith(Family + "…", text, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(text) is <= 2_048 and > 2_048 - 18);
    }

    [Fact]
    public void NoMinute_HasMoreThanTwentyMessages() => Gen.Int[0, 9_000].List[1, 200].Sample(pauses =>
    {
        var now = new DateTime(2026, 3, 18, 2, 0, 0, DateTimeKind.Utc);
        DateTime? pace = null;
        List<DateTime> sent = [];
        foreach (var pause in pauses)
        {
            now += TimeSpan.FromMilliseconds(pause);
            // Whoever waits sends as soon as it may.
            var at = RobotPace.Earliest(pace, now);
            if (pause % 3 == 0) now = at;
            if (at > now) continue;
            pace = RobotPace.After(pace, now);
            sent.Add(now);
        }

        return sent.All(first => sent.Count(one => one >= first && one <= first + TimeSpan.FromMinutes(1)) <= RobotPace.PerMinute);
    });

    [Theory]
    [InlineData(RobotForm.WeCom, 200, """{"errcode":0,"errmsg":"ok"}""", null)]
    [InlineData(RobotForm.Feishu, 200, """{"StatusCode":0,"StatusMessage":"success"}""", null)]
    [InlineData(RobotForm.DingTalk, 200, """{"errcode":410100,"errmsg":"x"}""", RobotProblem.Limited)]
    [InlineData(RobotForm.Feishu, 400, """{"code":9499,"msg":"too many request"}""", RobotProblem.Limited)]
    [InlineData(RobotForm.WeCom, 200, """{"errcode":40058,"errmsg":"bad"}""", RobotProblem.Refused)]
    [InlineData(RobotForm.Feishu, 400, """{"code":19001,"msg":"param invalid"}""", RobotProblem.NotAccepted)]
    [InlineData(RobotForm.WeCom, 200, "", RobotProblem.Refused)]
    [InlineData(RobotForm.WeCom, 200, """{"errcode":"0"}""", RobotProblem.Refused)]
    [InlineData(RobotForm.WeCom, 200, "[]", RobotProblem.Refused)]
    public void AnAnswer_MeansWhatItsCodeSays_NotItsStatus(RobotForm form, int status, string body, RobotProblem? problem) =>
        Assert.Equal(problem, RobotWire.Read(form, status, body, null).Problem);
}
