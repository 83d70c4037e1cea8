using Concentric.SentenceChecks;
using CsCheck;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>Numbers in words are read as whoever wrote them meant.</summary>
public sealed class WrittenNumbersTests
{
    private const string Digits = "零一二三四五六七八九";

    private static readonly string[] Ones =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly Gen<long> Number = Gen.OneOf(Gen.Long[0, 200], Gen.Long[0, 99_999], Gen.Long[0, 999_999_999_999]);

    [Fact]
    public void ByPlaces_ByDigits_AndInEnglish_TheyComeBack() => Number.Sample(number =>
    {
        Assert.Equal(number, WrittenNumbers.Chinese(ByPlaces(number)));
        Assert.Equal(number, WrittenNumbers.Chinese(string.Concat(number.ToString().Select(digit => Digits[digit - '0']))));
        if (number < 1_000_000) Assert.Equal(number, WrittenNumbers.English(InEnglish((int)number)));
    });

    [Theory]
    [InlineData("三十二", 32)]
    [InlineData("十五", 15)]
    [InlineData("一百一十", 110)]
    [InlineData("两百五", 250)]
    [InlineData("二百零五", 205)]
    [InlineData("一千二", 1_200)]
    [InlineData("一万二", 12_000)]
    [InlineData("两万零三十", 20_030)]
    [InlineData("三点五", 3.5)]
    [InlineData("二〇二六", 2_026)]
    [InlineData("百", 100)]
    [InlineData("二亿三千万", 230_000_000)]
    public void InChinese(string text, double number) => Assert.Equal((decimal)number, WrittenNumbers.Chinese(text));

    [Theory]
    [InlineData("")]
    [InlineData("三点")]
    [InlineData("点五")]
    [InlineData("二三十")]
    [InlineData("诉求")]
    public void WhatIsNone(string text) => Assert.Null(WrittenNumbers.Chinese(text));

    [Theory]
    [InlineData("a dozen", 12)]
    [InlineData("two dozen", 24)]
    [InlineData("two hundred and five", 205)]
    [InlineData("ninety-nine", 99)]
    [InlineData("one million", 1_000_000)]
    public void InWords(string text, int number) => Assert.Equal(number, WrittenNumbers.English(text));

    [Fact]
    public void TheLongest_IsRead_AndOneCharacterMoreIsNot()
    {
        var longest = "one " + new string(' ', WrittenNumbers.MostCharacters - 7) + "and";
        Assert.Equal(WrittenNumbers.MostCharacters, longest.Length);
        Assert.Equal(1, WrittenNumbers.English(longest));
        Assert.Null(WrittenNumbers.English(longest + " "));
        Assert.Null(WrittenNumbers.Chinese(new string('一', WrittenNumbers.MostCharacters + 1)));
    }

    /// <summary>As the language writes them: zeros for places left out, ten without its one at the beginning.</summary>
    private static string ByPlaces(long number)
    {
        if (number == 0) return "零";
        string[] large = ["", "万", "亿"];
        var text = "";
        var needsZero = false;
        for (var section = 0; number > 0; section++, number /= 10_000)
        {
            var part = (int)(number % 10_000);
            if (part > 0) text = Section(part) + large[section] + (needsZero ? "零" : "") + text;
            needsZero = text.Length > 0 && part is > 0 and < 1_000;
            if (part == 0) needsZero = text.Length > 0;
        }

        return text.TrimStart('零') is ['一', '十', .. var rest] ? "十" + rest : text.TrimStart('零');
    }

    private static string Section(int number)
    {
        string[] places = ["", "十", "百", "千"];
        var (text, hasZero) = ("", false);
        for (var place = 0; number > 0; place++, number /= 10)
        {
            var digit = number % 10;
            if (digit == 0)
            {
                hasZero = text.Length > 0;
                continue;
            }

            text = Digits[digit] + places[place] + (hasZero ? "零" : "") + text;
            hasZero = false;
        }

        return text;
    }

    private static string InEnglish(int number) => number switch
    {
        < 20 => Ones[number],
        < 100 => Tens[number / 10] + (number % 10 == 0 ? "" : "-" + Ones[number % 10]),
        < 1_000 => $"{Ones[number / 100]} hundred" + (number % 100 == 0 ? "" : $" and {InEnglish(number % 100)}"),
        _ => $"{InEnglish(number / 1_000)} thousand" + (number % 1_000 == 0 ? "" : $" {InEnglish(number % 1_000)}"),
    };
}
