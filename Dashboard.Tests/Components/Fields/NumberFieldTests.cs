using Bunit;
using Concentric.Dashboard.Components.Records.Fields;

namespace Concentric.Tests.Components.Fields;

public sealed class NumberFieldTests : FieldTest
{
    [Theory]
    [InlineData(NumberScale.Whole, "12", 12)]
    [InlineData(NumberScale.Whole, "1,200", 1_200)]
    [InlineData(NumberScale.Whole, "１２", 12)]
    [InlineData(NumberScale.Whole, "-3", -3)]
    [InlineData(NumberScale.Fen, "12.5", 1_250)]
    [InlineData(NumberScale.Fen, "¥30,000元", 3_000_000)]
    [InlineData(NumberScale.Milli, "1.5", 1_500)]
    [InlineData(NumberScale.Milli, "0.001", 1)]
    public void WhatIsTyped_IsReadAsTheStoreHoldsIt(NumberScale scale, string typed, long stored)
    {
        long? told = null;
        var field = Number(scale, null, number => told = number);
        field.Find("input").Change(typed);
        Assert.Equal(stored, told);
        Assert.Empty(ErrorsOf(field));
        Assert.False(Form.HasUnreadable);
    }

    [Theory]
    [InlineData(NumberScale.Whole, "a dozen", "Give a whole number, as in 12.")]
    [InlineData(NumberScale.Whole, "1.5", "Give a whole number, as in 12.")]
    [InlineData(NumberScale.Fen, "12.345", "Give an amount in yuan with at most two decimals, as in 12.50.")]
    [InlineData(NumberScale.Milli, "0.0001", "Give a number with at most three decimals, as in 1.5.")]
    public void WhatCantBeRead_StaysTyped_IsTold_AndTheFormIsNotSent(NumberScale scale, string typed, string mend)
    {
        var told = new List<long?>();
        var field = Number(scale, 7, told.Add);
        field.Find("input").Change(typed);
        Assert.Equal([null], told);
        Assert.Equal(typed, field.Find("input").GetAttribute("value"));
        Assert.Equal([$"Amount “{typed}”: {mend}"], ErrorsOf(field));
        Assert.True(Form.HasUnreadable);
        field.Find("input").Change("");
        Assert.False(Form.HasUnreadable);
        Assert.Empty(ErrorsOf(field));
    }

    [Theory]
    [InlineData(NumberScale.Whole, 1_200, "1200", "numeric")]
    [InlineData(NumberScale.Fen, 1_250, "12.5", "decimal")]
    [InlineData(NumberScale.Milli, 1_001, "1.001", "decimal")]
    public void WhatIsStored_IsShownToBeTyped_WithTheRightKeyboard(NumberScale scale, long stored, string shown, string keyboard)
    {
        var input = Number(scale, stored, _ => { }).Find("input");
        Assert.Equal((shown, keyboard), (input.GetAttribute("value"), input.GetAttribute("inputmode")));
    }

    [Fact]
    public void Unit_StandsBehindTheNumber() => Assert.Contains("yuan", Show<NumberField>(shown => shown
        .Add(field => field.Name, "Amount").Add(field => field.Unit, "yuan")).Find(".mud-input-adornment").TextContent);

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void LetterByLetter_IsFollowedOnlyWhereSomethingNeedsIt(bool isImmediate, int told)
    {
        var count = 0;
        var field = Show<NumberField>(shown => shown.Add(one => one.Name, "Amount").Add(one => one.IsImmediate, isImmediate)
            .Add(one => one.ValueChanged, _ => count++));
        if (isImmediate) field.Find("input").Input("5");
        else Assert.ThrowsAny<Exception>(() => field.Find("input").Input("5"));
        Assert.Equal(told, count);
    }

    private IRenderedComponent<NumberField> Number(NumberScale scale, long? value, Action<long?> told) => Show<NumberField>(shown => shown
        .Add(field => field.Name, "Amount").Add(field => field.Scale, scale).Add(field => field.Value, value)
        .Add(field => field.ValueChanged, told));
}
