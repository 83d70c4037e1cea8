using Concentric.Data;

namespace Concentric.Tests.Core.Data;

public sealed class StoreAdviceTests
{
    [Theory]
    [InlineData("1|1|Chinese_Simplified_Pinyin_100_CI_AS_SC")]
    [InlineData("1|3|Latin1_General_100_CI_AS_SC_UTF8")]
    [InlineData("1|1|Chinese_PRC_90_CI_AS_SC")]
    [InlineData("1|1|Japanese_XJIS_140_CI_AS")]
    [InlineData("0|1|Chinese_Simplified_Pinyin_100_CI_AS_SC", StoreAdvice.ReadCommittedSnapshot)]
    [InlineData("1|0|Chinese_Simplified_Pinyin_100_CI_AS_SC", StoreAdvice.SnapshotIsolation)]
    [InlineData("1|2|Chinese_Simplified_Pinyin_100_CI_AS_SC", StoreAdvice.SnapshotIsolation)]
    [InlineData("1|1|Chinese_PRC_CI_AS", StoreAdvice.Collation)]
    [InlineData("1|1|SQL_Latin1_General_CP1_CI_AS", StoreAdvice.Collation)]
    [InlineData("1|1|Chinese_Simplified_Pinyin_100_CI_AS", StoreAdvice.Collation)]
    [InlineData("0|0|SQL_Latin1_General_CP1_CI_AS", StoreAdvice.ReadCommittedSnapshot, StoreAdvice.SnapshotIsolation,
        StoreAdvice.Collation)]
    [InlineData("")]
    public void WhatShouldBeSetOtherwise_IsTold(string told, params StoreAdvice[] advice) =>
        Assert.Equal(advice, StoreAdvices.Read(told));
}
