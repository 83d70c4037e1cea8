using Concentric.Rules;

namespace Concentric.Tests.Core.Rules;

public sealed class UploadTests
{
    private const int Most = 200_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData(@"C:\Users\王\图片\photo.jpg", "photo.jpg")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("folder/", "")]
    public void OfAName_TheFolders_AreLeftOut(string sent, string name) => Assert.Equal(name, Upload.NameOf(sent));

    [Theory]
    [InlineData(0, true)]
    [InlineData(Most, true)]
    [InlineData(Most + 1, false)]
    public async Task WhatIsNotTooLarge_IsCopiedWhole(int bytes, bool isTaken)
    {
        var sent = new byte[bytes];
        Random.Shared.NextBytes(sent);
        using var into = new MemoryStream();
        Assert.Equal(isTaken, await Upload.ReceiveAsync(new MemoryStream(sent), into, Most, Stop));
        if (isTaken) Assert.Equal(sent, into.ToArray());
    }

    [Fact]
    public async Task WhatIsTooLarge_IsNotReadToItsEnd()
    {
        using var sent = new MemoryStream(new byte[100 * Most]);
        using var into = new MemoryStream();
        Assert.False(await Upload.ReceiveAsync(sent, into, Most, Stop));
        Assert.InRange(sent.Position, Most + 1, 2 * Most);
        Assert.InRange(into.Length, Most + 1, 2 * Most);
    }
}
