using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AlertTold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "UntoldSince",
                table: "AlertFirings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AlertTold",
                columns: table => new
                {
                    FiringId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ToldId = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertTold", x => new { x.FiringId, x.Kind, x.ToldId });
                    table.ForeignKey(
                        name: "FK_AlertTold_AlertFirings_FiringId",
                        column: x => x.FiringId,
                        principalTable: "AlertFirings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AlertFirings_RuleId",
                table: "AlertFirings",
                column: "RuleId",
                filter: "[EndedOn] IS NULL");

            // Who was named when alerts were told knows of those that are open.
            migrationBuilder.Sql("INSERT INTO AlertTold (FiringId, Kind, ToldId, At) "
                + "SELECT f.Id, 'Account', r.UserId, f.ToldAt "
                + "FROM AlertFirings f INNER JOIN AlertReaders r ON r.RuleId = f.RuleId "
                + "WHERE f.ToldAt IS NOT NULL AND f.OverToldAt IS NULL");
            migrationBuilder.Sql("INSERT INTO AlertTold (FiringId, Kind, ToldId, At) "
                + "SELECT f.Id, 'Robot', r.RobotId, f.ToldAt "
                + "FROM AlertFirings f INNER JOIN AlertRobots r ON r.RuleId = f.RuleId "
                + "WHERE f.ToldAt IS NOT NULL AND f.OverToldAt IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AlertTold");

            migrationBuilder.DropIndex(
                name: "IX_AlertFirings_RuleId",
                table: "AlertFirings");

            migrationBuilder.DropColumn(
                name: "UntoldSince",
                table: "AlertFirings");
        }
    }
}
