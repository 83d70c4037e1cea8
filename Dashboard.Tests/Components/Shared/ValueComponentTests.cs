using System.Collections;
using Bunit;
using Concentric.Dashboard.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Concentric.Tests.Components.Shared;

public sealed class ValueComponentTests : BunitContext
{
    [Fact]
    public void TheSameValues_AreNotDrawnAgain_AnotherIs()
    {
        var part = Render<Part>(parameters => parameters
            .Add(x => x.Text, "a").Add(x => x.Entries, [1, 2]).Add(x => x.Row, new Row("r", 1)));
        void Draw(string text, int[] entries, Row? row) => part.Render(parameters =>
            parameters.Add(x => x.Text, text).Add(x => x.Entries, entries).Add(x => x.Row, row));

        Draw(new string('a', 1), [1, 2], new Row("r", 1));
        Assert.Equal(1, part.Instance.Draws);
        Draw("a", [1, 3], new Row("r", 1));
        Draw("a", [1, 3, 4], new Row("r", 1));
        Draw("a", [1], new Row("r", 1));
        Draw("a", [1], new Row("r", 2));
        Draw("a", [1], null);
        Draw("b", [1], null);
        Assert.Equal(7, part.Instance.Draws);
        Assert.Equal("b", part.Markup);
        Draw("b", [1], null);
        Assert.Equal(7, part.Instance.Draws);
    }

    public static TheoryData<object, object, bool> Entries => new()
    {
        { new[] { 1, 2 }, new List<int> { 1, 2 }, true },
        { new List<double?> { 1, null }, new double?[] { 1, null }, true },
        { new List<double?> { 1, null }, new double?[] { 1, 0 }, false },
        { new List<int>(), Array.Empty<int>(), true },
        { new[] { "a" }, new[] { "b" }, false },
        { new[] { 1 }, new[] { 1L }, false },
        { new HashSet<int> { 1, 2 }, new[] { 1, 2 }, true },
        { new[] { 1, 2 }, new HashSet<int> { 1 }, false },
        { new Dictionary<string, Row> { ["a"] = new("r", 1) }, new Dictionary<string, Row> { ["a"] = new("r", 1) }, true },
        { new Dictionary<string, Row> { ["a"] = new("r", 1) }, new Dictionary<string, Row> { ["a"] = new("r", 2) }, false },
        { new Dictionary<string, Row> { ["a"] = new("r", 1) }, new Dictionary<string, Row> { ["b"] = new("r", 1) }, false },
        { new Dictionary<string, int> { ["a"] = 1 }, new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, false },
        { new Dictionary<int, int> { [1] = 1 }, new SortedDictionary<int, int> { [1] = 1 }, true },
        { new SortedDictionary<int, int> { [1] = 1 }, new Dictionary<int, int> { [1] = 2 }, false },
        { new ArrayList { 1, "a" }, new ArrayList { 1, "a" }, true },
        { new ArrayList { 1, "a" }, new ArrayList { 1 }, false },
        { new[] { 1 }, "1", false },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void WhatHasEntries_IsComparedByThem(object one, object other, bool areSame) =>
        Assert.Equal(areSame, EntryComparison.Of(one.GetType()).AreSame(one, other));

    public sealed record Row(string Name, int Count);

    private sealed class Part : ValueComponent
    {
        [Parameter]
        public string? Text { get; set; }

        [Parameter]
        public IReadOnlyList<int> Entries { get; set; } = [];

        [Parameter]
        public Row? Row { get; set; }

        public int Draws { get; private set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            Draws++;
            builder.AddContent(0, Text);
        }
    }
}
