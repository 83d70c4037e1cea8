using Concentric.Hazards;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using CsCheck;

namespace Concentric.Tests.Core.Rules;

public sealed class EnumTextTests
{
    [Theory]
    [InlineData("9")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("Before,After")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("nothing")]
    public void WhatIsNoName_IsNoValue(string? text) => Assert.Null(EnumText.Read<PhotoSide>(text));

    /// <summary>Of every enumeration of the program, and whatever is written: a defined value by its name, or nothing.</summary>
    [Fact]
    public void OnlyNamesOfDefinedValues_AreRead()
    {
        var enums = typeof(EnumText).Assembly.GetTypes().Where(type => type is { IsEnum: true, IsPublic: true }).ToList();
        Assert.NotEmpty(enums);
        Gen.Select(Gen.Int[0, enums.Count - 1],
            Gen.OneOf(Gen.String, Gen.Int.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))))
            .Sample((at, text) =>
        {
            var type = enums[at];
            if (EnumText.TryRead(type, text, out var value)) Assert.Contains(text, Enum.GetNames(type), StringComparer.OrdinalIgnoreCase);
            foreach (var name in Enum.GetNames(type))
                Assert.True(EnumText.TryRead(type, name.ToLowerInvariant(), out var named) && Enum.IsDefined(type, named));
        }, iter: 2_000);
        Assert.Equal(PetitionStage.FedBack, EnumText.Read<PetitionStage>("fedback"));
    }

    [Fact]
    public void NothingElse_ReadsAnEnumeration()
    {
        var elsewhere = new[] { "Dashboard", "Dashboard.Core" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.*", SearchOption.AllDirectories))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && Path.GetFileName(file) != "EnumText.cs")
            .Where(file => File.ReadAllText(file) is var text
                && (text.Contains("Enum.TryParse", StringComparison.Ordinal) || text.Contains("Enum.Parse", StringComparison.Ordinal)));
        Assert.Empty(elsewhere.Select(Path.GetFileName));
    }
}
