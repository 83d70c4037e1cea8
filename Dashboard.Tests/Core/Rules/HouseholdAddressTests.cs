using Concentric.Data;
using Concentric.Rules;
using CsCheck;

namespace Concentric.Tests.Core.Rules;

public class HouseholdAddressTests
{
    private static readonly string[] Names = ["馨盛园", "Xinsheng Garden"];

    [Theory]
    [InlineData("7-2-302")]
    [InlineData("7号楼2单元302")]
    [InlineData("7号楼2单元302室")]
    [InlineData("7－2－302室")]
    [InlineData("７—２—３０２")]
    [InlineData("７号楼２单元３０２号")]
    [InlineData("七号楼二单元三〇二")]
    [InlineData("七号楼二单元三百零二室")]
    [InlineData("柒号楼贰单元叁零贰")]
    [InlineData("7栋2单元302户")]
    [InlineData("7幢2门302")]
    [InlineData("7座2单元-302")]
    [InlineData("7楼2门302室")]
    [InlineData("7#2-302")]
    [InlineData("7#楼2单元302")]
    [InlineData("7/2/302")]
    [InlineData("7.2.302")]
    [InlineData("7 2 302")]
    [InlineData("7 号楼 2 单元 302 室")]
    [InlineData("07-02-0302")]
    [InlineData(" 7 - 2 — 302 ")]
    [InlineData("7号2单元302")]
    [InlineData("第7号楼第2单元302室")]
    [InlineData("7号楼2单元3层302")]
    [InlineData("馨盛园7-2-302")]
    [InlineData("馨盛园社区7号楼2单元302室")]
    [InlineData("馨盛园小区 7-2-302")]
    [InlineData("胡家园街道馨盛园7号楼2单元302")]
    [InlineData("天津市滨海新区胡家园街道馨盛园社区七号楼2单元302室")]
    [InlineData("幸福路12号馨盛园7号楼2单元302")]
    [InlineData("Xinsheng Garden 7-2-302")]
    [InlineData("xinsheng garden building 7 unit 2 room 302")]
    [InlineData("Building 7, Unit 2, Room 302")]
    public void EverySpelling_IsOneAddress(string typed) => Assert.Equal("7-2-302", HouseholdAddress.Read(typed, Names)?.ToString());

    [Theory]
    [InlineData("7-302", "7-302")]
    [InlineData("7号楼302室", "7-302")]
    [InlineData("7-0-302", "7-302")]
    [InlineData("A座1203", "A-1203")]
    [InlineData("a座－１２０３室", "A-1203")]
    [InlineData("A-1203", "A-1203")]
    [InlineData("3A-1203", "3A-1203")]
    [InlineData("3a栋1203", "3A-1203")]
    [InlineData("8-1-101a", "8-1-101A")]
    [InlineData("十二号楼三单元1001", "12-3-1001")]
    [InlineData("一百零五栋二十三单元九〇一", "105-23-901")]
    [InlineData("1234弄5号602室", "1234-5-602")]
    [InlineData("东区7-2-302", "东区 7-2-302")]
    [InlineData("馨盛园东区7号楼2单元302", "东区 7-2-302")]
    [InlineData("二期7-2-302", "2期 7-2-302")]
    [InlineData("2期7-2-302", "2期 7-2-302")]
    [InlineData("阳光花园7-2-302", "阳光花园 7-2-302")]
    [InlineData("12号院7号楼302", "12号院 7-302")]
    [InlineData("三里屯里7-2-302", "三里屯里 7-2-302")]
    public void WhatTellsHouseholdsApart_IsKept(string typed, string kept)
    {
        Assert.Equal(kept, HouseholdAddress.Read(typed, Names)?.ToString());
        Assert.Equal(kept, HouseholdAddress.Read(kept, Names)?.ToString());
    }

    [Theory]
    [InlineData("没人在家")]
    [InlineData("7-2-302 没人在家")]
    [InlineData("无")]
    [InlineData("老王家")]
    [InlineData("王奶奶家7-2-302")]
    [InlineData("302")]
    [InlineData("7号楼")]
    [InlineData("7号楼2单元")]
    [InlineData("7-2-302-1")]
    [InlineData("1-7-2-302")]
    [InlineData("1号楼7-2-302")]
    [InlineData("7-2-302和303")]
    [InlineData("7号楼3层402")]
    [InlineData("0-2-302")]
    [InlineData("7-2-0")]
    [InlineData("7.302")]
    [InlineData("2007-02-01")]
    [InlineData("2007-2-1")]
    [InlineData("2007/02/01")]
    [InlineData("2007年2月1日")]
    [InlineData("20070201")]
    [InlineData("12/25/2007")]
    [InlineData("2007-02-01 00:00:00")]
    [InlineData("1900-01-01")]
    [InlineData("39114")]
    [InlineData("")]
    [InlineData(null)]
    public void WhatIsNoAddress_OrHasTwoMeanings_IsNotRead(string? typed) => Assert.Null(HouseholdAddress.Read(typed, Names));

    [Fact]
    public void AnyAddress_InAnySpelling_IsItself_AndFitsTheStore()
    {
        var number = Gen.Int[1, 199];
        Gen.Select(number, Gen.Int[0, 9], Gen.Int[1, 33], Gen.Int[1, 9], Gen.Int[0, 7]).Sample((building, unit, floor, door, spelling) =>
        {
            var room = $"{floor}{door:D2}";
            var (b, r) = (building.ToString(), room);
            var expected = unit == 0 ? $"{b}-{r}" : $"{b}-{unit}-{r}";
            var typed = spelling switch
            {
                0 => expected,
                1 => Wide(expected),
                2 => $"{b}号楼{(unit == 0 ? "" : unit + "单元")}{r}室",
                3 => $"{Chinese(building)}号楼{(unit == 0 ? "" : "一二三四五六七八九"[unit - 1] + "单元")}{Digits(r)}",
                4 => Wide($"{b}栋{(unit == 0 ? "" : unit + "门")}{r}"),
                5 => $"馨盛园 {expected.Replace('-', ' ')}",
                6 => $"0{b}#{(unit == 0 ? "" : "0" + unit + "-")}0{r}",
                _ => expected.Replace("-", " — ", StringComparison.Ordinal),
            };
            var read = HouseholdAddress.Read(typed, Names)?.ToString();
            Assert.True(read == expected, $"{typed}: {read} instead of {expected}");
            Assert.True(read!.Length <= TextLimits.Number);
        });
    }

    private static string Wide(string text) => string.Concat(text.Select(sign => sign is > ' ' and <= '~' ? (char)(sign + 0xFEE0) : sign));

    private static string Digits(string number) => string.Concat(number.Select(digit => "〇一二三四五六七八九"[digit - '0']));

    private static string Chinese(int number)
    {
        const string Digit = "零一二三四五六七八九";
        var (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        return (hundreds > 0 ? Digit[hundreds] + "百" : "")
            + (tens > 0 ? (number < 20 ? "" : Digit[tens].ToString()) + "十" : hundreds > 0 && ones > 0 ? "零" : "")
            + (ones > 0 ? Digit[ones] : "");
    }
}
