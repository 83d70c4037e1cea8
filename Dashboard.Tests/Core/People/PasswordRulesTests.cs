using Concentric.Communities;
using Concentric.People;

namespace Concentric.Tests.Core.People;

public sealed class PasswordRulesTests
{
    private static readonly StreetOffice Office = new("胡家园街道办事处", "Hujiayuan Street Office");

    [Theory]
    [InlineData("password123")]
    [InlineData("P@ssw0rd2025!")]
    [InlineData("passwordpassword")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("1QAZ2WSX3EDC4RFV")]
    [InlineData("qwertyuiop123")]
    [InlineData("a123456789")]
    [InlineData("woaini1314520")]
    [InlineData("iloveyou1314")]
    [InlineData("christopher")]
    [InlineData("13812345678")]
    [InlineData("19900101123456")]
    [InlineData("abcdefghijkl")]
    [InlineData("abc12abc12abc12")]
    [InlineData("Sunshine2025!!")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３４")]
    [InlineData("987654321qwerty")]
    [InlineData("admin@123456")]
    [InlineData("hujiayuan2025")]
    public void WhatEverybodyTriesFirst_IsRefused(string password) =>
        Assert.Equal(AccountProblem.PasswordIsCommon, PasswordRules.Check(password, "wang.fang", Office));

    [Theory]
    [InlineData("my wang.fang is good")]
    [InlineData("xx-WangFang-7713")]
    [InlineData("胡家园街道办事处好好好吃")]
    [InlineData("the Hujiayuan street office")]
    [InlineData("concentric-demo")]
    [InlineData("我们的同心圆同心同德一起走")]
    public void NamesThatAreGuessed_AreRefused(string password) =>
        Assert.Equal(AccountProblem.PasswordHoldsName, PasswordRules.Check(password, "wang.fang", Office));

    [Theory]
    [InlineData("a long enough sentence")]
    [InlineData("purple-kettle-92-orbit")]
    [InlineData("早上七点去菜市场买豆腐")]
    [InlineData("x7Kp-qm2v-Rt9w")]
    [InlineData("correct horse battery staple")]
    public void OthersAreTaken(string password) => Assert.Null(PasswordRules.Check(password, "wang.fang", Office));

    [Fact]
    public void MadeUpPasswords_AreTaken() =>
        Assert.All(Enumerable.Range(0, 200), _ => Assert.Null(PasswordRules.Check(PasswordRules.MakeUp(), "wang.fang", Office)));
}
