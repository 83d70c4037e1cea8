using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PublishedFigureOwners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // With its foreign key in one statement: told apart, SQLite would build the table anew, outside the transaction.
            migrationBuilder.Sql("ALTER TABLE \"PublishedFigures\" ADD \"OwnerId\" INTEGER NULL CONSTRAINT \"FK_PublishedFigures_AspNetUsers_OwnerId\" REFERENCES \"AspNetUsers\" (\"Id\") ON DELETE RESTRICT;");

            migrationBuilder.AddColumn<Guid>(
                name: "RequestId",
                table: "PublishedFigures",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ClaimStandings",
                columns: table => new
                {
                    ClaimId = table.Column<long>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Changes = table.Column<long>(type: "INTEGER", nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClaimStandings", x => x.ClaimId);
                    table.ForeignKey(
                        name: "FK_ClaimStandings_PublishedFigures_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "PublishedFigures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PublishedFigures_OwnerId",
                table: "PublishedFigures",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_PublishedFigures_RequestId",
                table: "PublishedFigures",
                column: "RequestId",
                unique: true,
                filter: "[RequestId] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_PublishedFigures_AspNetUsers_OwnerId",
                table: "PublishedFigures");

            migrationBuilder.DropTable(
                name: "ClaimStandings");

            migrationBuilder.DropIndex(
                name: "IX_PublishedFigures_OwnerId",
                table: "PublishedFigures");

            migrationBuilder.DropIndex(
                name: "IX_PublishedFigures_RequestId",
                table: "PublishedFigures");

            migrationBuilder.DropColumn(
                name: "OwnerId",
                table: "PublishedFigures");

            migrationBuilder.DropColumn(
                name: "RequestId",
                table: "PublishedFigures");
        }
    }
}
